using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One request: OP_MSG, or the OP_QUERY that drivers still open a connection with.</summary>
/// <param name="Id">The number that the answer names.</param>
/// <param name="Legacy">Whether it came as OP_QUERY and wants an OP_REPLY.</param>
/// <param name="Answered">Whether the client waits for an answer.</param>
/// <param name="Command">The command, with the documents that followed it.</param>
/// <param name="Bytes">Its size with all headers.</param>
internal sealed record WireMessage(int Id, bool Legacy, bool Answered, BsonDocument Command, int Bytes)
{
    /// <summary>The size of the command without the documents that followed it.</summary>
    public int CommandBytes { get; private init; }

    private const int OpReply = 1, OpQuery = 2004, OpMsg = 2013, Header = 16;

    public static async Task<WireMessage?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[Header];
        if (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, cancellation) < Header)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < Header or > Limits.MessageSize)
        {
            return null;
        }

        var body = new byte[length - Header];
        await stream.ReadExactlyAsync(body, cancellation);
        var id = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
        return BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) switch
        {
            OpMsg => Message(id, body, length),
            OpQuery => Query(id, body, length),
            _ => null,
        };
    }

    public byte[] Answer(BsonDocument reply)
    {
        var document = Bson.Write(reply);
        var prefix = Legacy ? 20 : 5;
        var bytes = new byte[Header + prefix + document.Length];
        Span<int> header = [bytes.Length, 0, Id, Legacy ? OpReply : OpMsg];
        for (var i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), header[i]);
        }

        if (Legacy)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Header + 16), 1);
        }

        document.CopyTo(bytes, Header + prefix);
        return bytes;
    }

    private static WireMessage Message(int id, byte[] body, int length)
    {
        const int checksumPresent = 1, moreToCome = 2;
        var flags = BinaryPrimitives.ReadInt32LittleEndian(body);
        var end = body.Length - ((flags & checksumPresent) != 0 ? 4 : 0);
        var at = 4;
        var size = 0;
        BsonDocument command = [];
        var sequences = new List<BsonElement>();
        while (at < end)
        {
            if (body[at++] == 0)
            {
                var start = at;
                command = Bson.Read(body, ref at);
                size = at - start;
            }
            else
            {
                sequences.Add(Sequence(body, ref at));
            }
        }

        return new WireMessage(id, false, (flags & moreToCome) == 0, command.AddRange(sequences), length) { CommandBytes = size };
    }

    private static BsonElement Sequence(byte[] body, ref int at)
    {
        var end = at + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
        at += 4;
        var name = Text(body, ref at);
        var documents = new BsonArray();
        while (at < end)
        {
            documents.Add(Bson.Read(body, ref at));
        }

        return new BsonElement(name, documents);
    }

    private static WireMessage Query(int id, byte[] body, int length)
    {
        var at = 4;
        var database = Text(body, ref at).Split('.')[0];
        at += 8;
        return new WireMessage(id, true, true, Bson.Read(body, ref at).Add("$db", database), length);
    }

    private static string Text(byte[] body, ref int at)
    {
        var end = Array.IndexOf(body, (byte)0, at);
        var text = Encoding.UTF8.GetString(body, at, end - at);
        at = end + 1;
        return text;
    }
}
