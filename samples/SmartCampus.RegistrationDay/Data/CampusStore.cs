using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.RegistrationDay.Data;

/// <summary>An open store, in its three roles, and its locks.</summary>
public sealed class CampusStore : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _parts;

    private CampusStore(IEventStore events, ICheckpointStore checkpoints, IDeadLetterStore letters, ILockManager locks, params IAsyncDisposable[] parts) =>
        (Events, Checkpoints, Letters, Locks, _parts) = (events, checkpoints, letters, locks, parts);

    /// <summary>The events.</summary>
    public IEventStore Events { get; }

    /// <summary>How far consumers have come.</summary>
    public ICheckpointStore Checkpoints { get; }

    /// <summary>What consumers could not handle.</summary>
    public IDeadLetterStore Letters { get; }

    /// <summary>The locks.</summary>
    public ILockManager Locks { get; }

    /// <summary>Takes a store and its locks, and disposes them when this is disposed.</summary>
    public static CampusStore Of<TStore, TLocks>(TStore store, TLocks locks)
        where TStore : IEventStore, ICheckpointStore, IDeadLetterStore, IAsyncDisposable
        where TLocks : ILockManager, IAsyncDisposable => new(store, store, store, locks, locks, store);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts) await part.DisposeAsync();
    }
}
