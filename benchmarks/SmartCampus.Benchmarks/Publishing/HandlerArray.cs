using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>Asynchronous handlers in an array, awaited one after another: what a publisher costs at the least.</summary>
internal sealed class HandlerArray : IPublishSystem
{
    private Func<Ping, CancellationToken, ValueTask>[] _handlers = [];

    public string Name => "array of handlers";

    public Role Role => Role.Limit;

    public void Subscribe(IReadOnlyList<Listener> listeners) => _handlers = [.. listeners.Select(listener => (Func<Ping, CancellationToken, ValueTask>)((ping, _) =>
    {
        listener.Hear(ping);
        return ValueTask.CompletedTask;
    }))];

    public async ValueTask PublishAsync(Ping ping, int times)
    {
        for (var i = 0; i < times; i++) await PublishAsync(ping, 0, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask PublishAsync(Ping ping, int from, CancellationToken cancellationToken)
    {
        var handlers = _handlers;
        for (var i = from; i < handlers.Length; i++)
        {
            var call = handlers[i](ping, cancellationToken);
            if (!call.IsCompletedSuccessfully) return AwaitAsync(call, ping, i + 1, cancellationToken);
            call.GetAwaiter().GetResult();
        }
        return ValueTask.CompletedTask;
    }

    private async ValueTask AwaitAsync(ValueTask call, Ping ping, int from, CancellationToken cancellationToken)
    {
        await call;
        await PublishAsync(ping, from, cancellationToken);
    }
}
