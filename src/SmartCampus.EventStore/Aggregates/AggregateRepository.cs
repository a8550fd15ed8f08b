namespace SmartCampus.Events;

/// <summary>Loads aggregates from a store, and saves several of them in one atomic append.</summary>
/// <remarks>
/// Keeps the states of the aggregates that were loaded lately. Every load asks the store for the events since, and every save
/// carries the expected version, so a kept state saves time and never decides. A conflict lets go of it: the next load starts from
/// the store. Safe for use by several threads; the aggregates are not.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="snapshots">When to take snapshots; <see cref="SnapshotPolicy.Never"/> by default.</param>
/// <param name="keptStates">How many states to keep at most, 0 or more; 4,096 by default.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="keptStates"/> is negative.</exception>
public sealed class AggregateRepository(IEventStore store, SnapshotPolicy? snapshots = null, int keptStates = 4_096)
{
    private readonly SnapshotPolicy _snapshots = snapshots ?? SnapshotPolicy.Never;
    private readonly StateCache _kept = new(keptStates >= 0 ? keptStates : throw new ArgumentOutOfRangeException(nameof(keptStates), keptStates, "0 or more states can be kept."));

    /// <summary>The store that holds the aggregates.</summary>
    public IEventStore Store { get; } = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>Loads an aggregate; one whose stream has no events is new, with version 0.</summary>
    /// <param name="id">The aggregate's stream.</param>
    /// <param name="upToVersion">The version to stop at, itself included; null for the newest. A version that was truncated cannot be loaded: the aggregate is new then.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="UnknownEventTypeException">An event's type is not registered.</exception>
    /// <exception cref="EventDeserializationException">An event's bytes do not fit its type.</exception>
    public async ValueTask<TAggregate> LoadAsync<TAggregate>(StreamId id, StreamVersion? upToVersion = null, CancellationToken cancellationToken = default)
        where TAggregate : Aggregate, IAggregate<TAggregate>
    {
        if (upToVersion is not null) return await ReplayAsync<TAggregate>(id, upToVersion, cancellationToken).ConfigureAwait(false);
        var aggregate = await ContinueAsync<TAggregate>(id, cancellationToken).ConfigureAwait(false)
            ?? await ReplayAsync<TAggregate>(id, upToVersion, cancellationToken).ConfigureAwait(false);
        if (aggregate.Version > StreamVersion.None) _kept.Put(typeof(TAggregate), id, aggregate.Keep(), aggregate.Version);
        return aggregate;
    }

    /// <summary>Brings a kept state up to date; null when there is none, or it is of a stream that was deleted or cut off since.</summary>
    private async ValueTask<TAggregate?> ContinueAsync<TAggregate>(StreamId id, CancellationToken cancellationToken)
        where TAggregate : Aggregate, IAggregate<TAggregate>
    {
        if (!_kept.TryGet(typeof(TAggregate), id, out var state, out var version)) return null;
        var aggregate = TAggregate.Create(id);
        aggregate.Restore(state, version);
        StreamVersion? next = version.Next;
        while (next is { } from)
        {
            var page = await Store.ReadStreamPageAsync(id, new StreamReadOptions { From = from, MaxCount = PageSize.Max }, cancellationToken).ConfigureAwait(false);
            // A replay of a stream whose beginning was cut off gives another state than one that has seen it.
            if (page.Status != StreamStatus.Active || page.First > StreamVersion.First || page.Head < version)
            {
                _kept.Remove(typeof(TAggregate), id);
                return null;
            }
            foreach (var envelope in page.Events) aggregate.Apply(envelope);
            next = page.Next;
        }
        return aggregate;
    }

    private async ValueTask<TAggregate> ReplayAsync<TAggregate>(StreamId id, StreamVersion? upToVersion, CancellationToken cancellationToken)
        where TAggregate : Aggregate, IAggregate<TAggregate>
    {
        var replay = await Store.ReplayAsync(id, TAggregate.SnapshotSchemaName, upToVersion, cancellationToken).ConfigureAwait(false);
        var aggregate = replay.Snapshot is { } snapshot ? TryRestore<TAggregate>(snapshot) : TAggregate.Create(id);
        if (aggregate is null)
        {
            replay = await Store.ReplayAsync(id, snapshotSchema: null, upToVersion, cancellationToken).ConfigureAwait(false);
            aggregate = TAggregate.Create(id);
        }
        foreach (var envelope in replay.Events) aggregate.Apply(envelope);
        return aggregate;
    }

    /// <summary>Appends what the aggregates have raised, all of it or nothing, if none of their streams has moved since they were loaded.</summary>
    /// <param name="aggregates">The aggregates; those that raised nothing are left out.</param>
    /// <param name="options">Commit id, metadata and fencing tokens.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The versions and the position given, or null when nothing was raised.</returns>
    /// <remarks>
    /// When the commit id had been stored before an aggregate was loaded, the aggregate holds its events twice: it then refuses further use,
    /// and the next step is to load it anew.
    /// </remarks>
    /// <exception cref="ConcurrencyException">A stream has moved: load the aggregates again and decide anew.</exception>
    /// <inheritdoc cref="IEventStore.AppendAsync" path="/exception"/>
    public async ValueTask<AppendResult?> SaveAsync(IEnumerable<Aggregate> aggregates, SaveOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        options ??= SaveOptions.Default;
        var changed = aggregates.Where(a => a.Uncommitted.Count > 0).ToArray();
        if (changed.Length == 0) return null;

        var streams = changed.Select(a => ToAppend(a, options)).ToArray();
        var result = await AppendAsync(changed, new AppendRequest(streams) { CommitId = options.CommitId }, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < changed.Length; i++) changed[i].MarkSaved(result.Streams[i]);
        for (var i = 0; i < changed.Length; i++)
        {
            // With an id that was used before, the snapshot was taken then, if it was due.
            var before = new StreamVersion(result.Streams[i].First.Value - 1);
            if (!result.AlreadyCommitted && _snapshots.IsDue(before, changed[i].Version)) await TrySnapshotAsync(changed[i], cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    private async ValueTask<AppendResult> AppendAsync(Aggregate[] changed, AppendRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.AppendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ConcurrencyException e)
        {
            // Most likely somebody was faster, and the kept state is as good as ever. But if it is what is wrong (a store that was put
            // back from a backup, say), continuing from it would repeat the conflict for ever.
            foreach (var aggregate in changed.Where(a => a.Id == e.Stream)) _kept.Remove(aggregate.GetType(), aggregate.Id);
            throw;
        }
    }

    private static StreamAppend ToAppend(Aggregate aggregate, SaveOptions options) =>
        new(aggregate.Id, ExpectedVersion.Exactly(aggregate.Version), [.. aggregate.Uncommitted.Select(e => e with { Metadata = options.Metadata })])
        {
            FencingToken = options.FencingTokens.TryGetValue(aggregate.Id, out var token) ? token : null,
        };

    private static TAggregate? TryRestore<TAggregate>(Snapshot snapshot)
        where TAggregate : Aggregate, IAggregate<TAggregate>
    {
        try
        {
            return TAggregate.FromSnapshot(snapshot);
        }
#pragma warning disable CA1031 // Converters and constructors of states are the application's code: whatever they throw, the bytes are no such state.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null; // A snapshot is a cache: without it the aggregate takes longer, not another state.
        }
    }

    private async ValueTask TrySnapshotAsync(Aggregate aggregate, CancellationToken cancellationToken)
    {
        try
        {
            if (aggregate.TakeSnapshot() is { } snapshot) await Store.SaveSnapshotAsync(snapshot, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The store may fail, be cancelled or closed, and writing the state as JSON is the application's code.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The events are stored and acknowledged; a snapshot that could not be kept must not make the save look failed.
        }
    }
}
