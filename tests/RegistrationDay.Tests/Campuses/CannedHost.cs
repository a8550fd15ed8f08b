using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartCampus.RegistrationDay.Tests.Campuses;

/// <summary>A host that gives one answer to one call, or none.</summary>
internal sealed class CannedHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public CannedHost() => _listener.Start();

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Waits for a call, and leaves it without an answer.</summary>
    public async Task HangAsync() => _client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for a call, and refuses it for a reason.</summary>
    public async Task RefuseAsync(int status, string reason)
    {
        await HangAsync();
        var body = $$"""{"reason":"{{reason}}"}""";
        var answer = $"HTTP/1.1 {status} No\r\nContent-Type: application/problem+json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await _client!.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
