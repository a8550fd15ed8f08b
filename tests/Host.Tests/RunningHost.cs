using Microsoft.Extensions.DependencyInjection;

namespace SmartCampus.Host.Tests;

/// <summary>A host in this process, on a free port and on the real server, so that its limits count too.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly CampusHost _host;

    private RunningHost(CampusHost host)
    {
        _host = host;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = host.Address };
    }

    public HttpClient Client { get; }

    /// <summary>Where the host listens: the front door, the academic service, the scheduler.</summary>
    public IReadOnlyList<Uri> Addresses => _host.Addresses;

    public IServiceProvider Services => _host.Services;

    public static Task<RunningHost> StartAsync(bool demo = true, Action<IServiceCollection>? configure = null) =>
        StartAsync(["--store", "memory", "--demo", demo.ToString(), "--port-offset", "auto"], configure);

    public static async Task<RunningHost> StartAsync(string[] args, Action<IServiceCollection>? configure = null)
    {
        var host = CampusHost.Build(args, configure);
        await host.StartAsync();
        return new RunningHost(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
