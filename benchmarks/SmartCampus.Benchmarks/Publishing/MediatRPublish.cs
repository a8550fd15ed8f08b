using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>MediatR with its handlers in a container, as an application uses it.</summary>
internal sealed class MediatRPublish : IPublishSystem
{
    private ServiceProvider? _services;
    private Mediator? _mediator;

    public string Name => "MediatR";

    public Role Role => Role.Peer;

    public void Subscribe(IReadOnlyList<Listener> listeners)
    {
        var services = new ServiceCollection();
        foreach (var listener in listeners) services.AddSingleton<INotificationHandler<Ping>>(listener);
        _services = services.BuildServiceProvider();
        _mediator = new Mediator(_services.GetRequiredService);
    }

    public async ValueTask PublishAsync(Ping ping, int times)
    {
        for (var i = 0; i < times; i++) await _mediator!.Publish(ping);
    }

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
