using SmartCampus.Events;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>A process of an <see cref="Exploration"/>: it can be frozen, and killed at any moment.</summary>
internal sealed class Explorer : IAsyncDisposable
{
    private readonly Process _process;
    private TaskCompletionSource? _frozen;
    private bool _isDead;

    public Explorer(
        StoreUnderTest store, DurableSubscriptionOptions options, Func<Task> onCall, Action<EventEnvelope> onHandle, Action<EventEnvelope> onEffect, Func<GlobalPosition, Task> onSave)
    {
        _process = new Process(store)
        {
            Before = async _ =>
            {
                await LiveAsync();
                await onCall();
                await LiveAsync();
            },
            BeforeSave = onSave,
            OnHandle = async (envelope, cancellationToken) =>
            {
                await LiveAsync();
                onHandle(envelope);
                onEffect(envelope);
                await LiveAsync();
            },
        };
        _process.Start(options);
    }

    public GlobalPosition Position => _process.Status.Position;

    public void Freeze() => Interlocked.CompareExchange(ref _frozen, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void Thaw() => Interlocked.Exchange(ref _frozen, null)?.SetResult();

    /// <summary>Kills the process: nothing that it does from now on has an effect.</summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDead, true);
        Thaw();
        return _process.DisposeAsync();
    }

    private async Task LiveAsync()
    {
        if (Volatile.Read(ref _frozen) is { } frozen) await frozen.Task;
        if (Volatile.Read(ref _isDead)) throw new InvalidOperationException("The process was killed.");
    }
}
