using Microsoft.Extensions.Hosting;

namespace SmartCampus.Streams;

/// <summary>Stops a stream with its host.</summary>
internal sealed class EventStreamHost(EventStream stream) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => stream.StopAsync(stream.DrainTimeout, cancellationToken);
}
