using System.Buffers.Binary;
using System.Net.Sockets;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class RawTests : WireTest
{
    [Theory]
    [InlineData(48_000_001)]
    [InlineData(3)]
    public async Task A_message_of_an_impossible_length_ends_the_connection(int length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new MongoUrl(Server.ConnectionString).Server.Port);
        var header = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);

        await client.GetStream().WriteAsync(header);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
    }
}
