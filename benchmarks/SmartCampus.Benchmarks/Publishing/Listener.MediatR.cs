using MediatR;

namespace SmartCampus.Benchmarks.Publishing;

internal abstract partial class Listener : INotificationHandler<Ping>
{
    public Task Handle(Ping notification, CancellationToken cancellationToken)
    {
        Hear(notification);
        return Task.CompletedTask;
    }
}
