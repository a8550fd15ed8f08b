namespace SmartCampus.Events.Testing;

/// <summary>A store that a contract tests; disposing it closes the store.</summary>
/// <remarks>Safe for use by several threads, apart from disposing.</remarks>
public sealed class OpenedStore : IAsyncDisposable
{
    private OpenedStore(IEventStore events, ICheckpointStore checkpoints, IDeadLetterStore deadLetters) =>
        (Events, Checkpoints, DeadLetters) = (events, checkpoints, deadLetters);

    /// <summary>The store of events.</summary>
    public IEventStore Events { get; }

    /// <summary>Its checkpoints.</summary>
    public ICheckpointStore Checkpoints { get; }

    /// <summary>Its dead letters.</summary>
    public IDeadLetterStore DeadLetters { get; }

    /// <summary>Wraps a store, which is disposed with the result if it can be.</summary>
    public static OpenedStore Of<TStore>(TStore store)
        where TStore : class, IEventStore, ICheckpointStore, IDeadLetterStore =>
        new(store, store, store);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Events is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        else (Events as IDisposable)?.Dispose();
    }
}
