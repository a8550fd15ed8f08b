namespace SmartCampus.Host.Tests;

/// <summary>A host with the demo campus in memory, of one test class; its tests use students and sections of their own.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private RunningHost? _host;

    public HttpClient Client => _host!.Client;

    public async ValueTask InitializeAsync() => _host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => _host!.DisposeAsync();
}
