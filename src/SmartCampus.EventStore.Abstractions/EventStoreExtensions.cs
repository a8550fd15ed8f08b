using System.Runtime.CompilerServices;

namespace SmartCampus.Events;

/// <summary>Shortcuts over <see cref="IEventStore"/> that hold for every store.</summary>
public static class EventStoreExtensions
{
    /// <summary>Appends to one stream.</summary>
    /// <inheritdoc cref="IEventStore.AppendAsync" path="/exception"/>
    public static ValueTask<AppendResult> AppendAsync(this IEventStore store, StreamAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.AppendAsync(new AppendRequest(append), cancellationToken);
    }

    /// <summary>Reads a stream, page after page, until its end. A missing, deleted or tombstoned stream has no events.</summary>
    public static async IAsyncEnumerable<EventEnvelope> ReadStreamAsync(
        this IEventStore store, StreamId stream, StreamReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= StreamReadOptions.Default;
        while (true)
        {
            var page = await store.ReadStreamPageAsync(stream, options, cancellationToken).ConfigureAwait(false);
            foreach (var envelope in page.Events) yield return envelope;
            if (page.Next is not { } next) yield break;
            options = options with { From = next };
        }
    }

    /// <summary>Reads all streams in the order of the store, page after page, until the end.</summary>
    public static async IAsyncEnumerable<EventEnvelope> ReadAllAsync(
        this IEventStore store, AllReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= AllReadOptions.Default;
        while (true)
        {
            var page = await store.ReadAllPageAsync(options, cancellationToken).ConfigureAwait(false);
            foreach (var envelope in page.Events) yield return envelope;
            if (page.IsEnd) yield break;
            options = options with { After = page.Next };
        }
    }

    /// <summary>Reads all streams in the order of the store, page after page, and waits at the end for what any process appends next.</summary>
    /// <remarks>
    /// <code>
    /// await foreach (var page in store.FollowAllAsync(new AllReadOptions { After = checkpoint }, cancellationToken))
    /// {
    ///     foreach (var envelope in page.Events) Handle(envelope);
    ///     checkpoint = page.Next;
    /// }
    /// </code>
    /// <list type="number">
    /// <item>A follower that begins after the <see cref="AllPage.Next"/> of a page goes on where that page ended: nothing is missed and nothing comes twice.</item>
    /// <item>A page without events is news as well: the follower has moved past what the filter left out. The first page always comes.</item>
    /// <item>A page with <see cref="AllPage.IsEnd"/> says that the follower has caught up. It then waits, as <see cref="IEventStore.WaitForEventsAsync"/> does.</item>
    /// <item>Between pages nothing is read ahead and nothing of the store is held, so a slow consumer holds up nobody.</item>
    /// <item>It ends with an error only: <see cref="OperationCanceledException"/> when it is cancelled, or whatever the store throws, and then
    /// <see cref="ObjectDisposedException"/> when the store was closed. A new follower goes on from the last checkpoint.</item>
    /// </list>
    /// </remarks>
    /// <param name="store">The store.</param>
    /// <param name="options">Where to begin, what to leave out, and the size of a page; everything from the first event on by default.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="ArgumentException">The options ask to read backward.</exception>
    public static IAsyncEnumerable<AllPage> FollowAllAsync(this IEventStore store, AllReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= AllReadOptions.Default;
        if (options.Direction != ReadDirection.Forward) throw new ArgumentException("A follower reads forward: nothing new comes at the other end.", nameof(options));
        return FollowAsync(store, options, cancellationToken);
    }

    private static async IAsyncEnumerable<AllPage> FollowAsync(IEventStore store, AllReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEnd = false;
        while (true)
        {
            var page = await store.ReadAllPageAsync(options, cancellationToken).ConfigureAwait(false);
            // A store may wake early: a page that is still at the same end tells nothing new.
            if (!isEnd || page.Next != options.After) yield return page;
            isEnd = page.IsEnd;
            options = options with { After = page.Next };
            if (isEnd) await store.WaitForEventsAsync(page.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The position of the last event of the store; <see cref="GlobalPosition.Start"/> when it has none.</summary>
    public static async ValueTask<GlobalPosition> ReadLastPositionAsync(this IEventStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach (var last in store.ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 }, cancellationToken).ConfigureAwait(false))
            return last.Position;
        return GlobalPosition.Start;
    }

    /// <summary>Gives what rebuilds an aggregate at a version: the newest snapshot that is not newer, and the events after it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="stream">The aggregate's stream.</param>
    /// <param name="snapshotSchema">The schema name of the snapshots that the caller understands; null to use none.</param>
    /// <param name="upToVersion">The version to stop at, itself included; null for the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async ValueTask<Replay> ReplayAsync(
        this IEventStore store, StreamId stream, string? snapshotSchema = null, StreamVersion? upToVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var snapshot = snapshotSchema is null
            ? null
            : await store.GetLatestSnapshotAsync(stream, snapshotSchema, upToVersion, cancellationToken).ConfigureAwait(false);
        var events = new List<EventEnvelope>();
        StreamVersion? next = snapshot?.Version.Next ?? StreamVersion.First;
        while (next is { } from)
        {
            var page = await store.ReadStreamPageAsync(stream, new StreamReadOptions { From = from, MaxCount = PageSize.Max }, cancellationToken).ConfigureAwait(false);
            // The two reads are two moments: in between, the events behind the snapshot may have been deleted or cut off.
            if (snapshot is not null && !await IsStillUsableAsync(store, snapshot, page, cancellationToken).ConfigureAwait(false))
                return await store.ReplayAsync(stream, snapshotSchema: null, upToVersion, cancellationToken).ConfigureAwait(false);
            // So may those between two pages: what is left does not follow what was read.
            if (events.Count > 0 && (page.Status != StreamStatus.Active || page.First > from))
                return await store.ReplayAsync(stream, snapshotSchema, upToVersion, cancellationToken).ConfigureAwait(false);
            foreach (var envelope in page.Events)
            {
                if (envelope.Version > upToVersion) return new Replay(snapshot, events);
                events.Add(envelope);
            }
            next = page.Next;
        }
        return new Replay(snapshot, events);
    }

    private static async ValueTask<bool> IsStillUsableAsync(IEventStore store, Snapshot snapshot, StreamPage page, CancellationToken cancellationToken)
    {
        if (page.Status == StreamStatus.Active && page.First <= snapshot.Version) return true;
        var again = await store.GetLatestSnapshotAsync(snapshot.Stream, snapshot.Schema, snapshot.Version, cancellationToken).ConfigureAwait(false);
        return again?.Version == snapshot.Version;
    }
}
