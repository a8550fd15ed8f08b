using System.Net.Sockets;

namespace SmartCampus.MongoWire;

/// <summary>One client connection: its commands one after the other, each answered before the next is read.</summary>
internal sealed class Connection(TcpClient client, int number, Dispatcher dispatcher) : IDisposable
{
    public int Number => number;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = this;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            while (await WireMessage.ReadAsync(stream, cancellation) is { } message)
            {
                var (reply, logged) = await dispatcher.RunAsync(message, number, cancellation);
                if (message.Answered)
                {
                    await AnswerAsync(stream, message.Answer(reply), logged, cancellation);
                }
            }
        }
        catch (Exception gone) when (gone is ConnectionDroppedException or IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end may leave at any time; a client sees it by the end of its stream.
        }
    }

    public void Dispose() => client.Dispose();

    private static async Task AnswerAsync(NetworkStream stream, byte[] answer, LoggedCommand? logged, CancellationToken cancellation)
    {
        if (logged is not null)
        {
            logged.BytesOut = answer.Length;
        }

        await stream.WriteAsync(answer, cancellation);
    }
}
