namespace SmartCampus.Events;

/// <summary>An append-only store of events in streams, with optimistic concurrency and one global order.</summary>
/// <remarks>
/// The rules below are the contract; the suite in SmartCampus.EventStore.Testing has one test class for each.
/// <list type="number">
/// <item>Atomic: an append, over one or several streams, becomes visible whole or not at all. It is acknowledged only when it
/// is as durable as the store promises.</item>
/// <item>Versions of a stream run 1, 2, 3 … without a gap.</item>
/// <item>Conflict: a stream that is not as expected makes the append write nothing and throw <see cref="ConcurrencyException"/>
/// with the actual version. Of N racers on one version exactly one wins; racers on <see cref="ExpectedVersion.Any"/> all win.</item>
/// <item>Idempotent: a <see cref="CommitId"/> that was stored with the same streams, events and metadata returns the first
/// result and writes nothing, also when expected versions and tokens differ by now; with others it throws
/// <see cref="CommitIdConflictException"/>. This is decided before any conflict.</item>
/// <item>Unknown outcome: a store that cannot know whether its write took effect settles it; when it cannot, it throws
/// <see cref="AppendOutcomeUnknownException"/>; retrying with the same id is safe.</item>
/// <item>Global order: positions are unique and never reused; within a stream they grow with versions; an append that starts
/// after another was acknowledged gets higher ones. A reader that follows positions never skips an event, and waits without polling.</item>
/// <item>Reads go forward and backward, in pages, of one stream or of all; a missing stream, an empty page and the end can be
/// told apart; a filtered page's <see cref="AllPage.Next"/> moves past what was filtered out, never past what was not scanned.
/// Nothing is held between pages: a reader that never comes back holds up nobody.</item>
/// <item>Snapshots are a cache: a missing, stale or damaged one changes nothing but time. Saving one again is no error.</item>
/// <item>Delete: truncating, deleting and tombstoning are ordered with racing appends; neither versions nor positions are
/// reused, and rule 4 still holds for what is gone.</item>
/// <item>Types: stored names are the serializer's registered ones; upcasting applies to every envelope that is read.</item>
/// <item>Limits: what exceeds <see cref="Limits"/> is refused with <see cref="LimitExceededException"/> before anything is written.</item>
/// <item>Fencing: once a stream has accepted a token, an append with a lower one throws <see cref="FencedException"/>; an append
/// without a token is accepted and leaves the mark unchanged.</item>
/// <item>Corruption of stored bytes is found on read and thrown as <see cref="CorruptEventException"/>; nothing is skipped.</item>
/// <item>Faults: an I/O error fails the append with <see cref="EventStoreUnavailableException"/> and never acknowledges it; the
/// store works again when the fault is gone. Cancelling a call, at whatever moment, leaves a whole commit or nothing.</item>
/// </list>
/// All members are safe for use by several threads at once.
/// </remarks>
public interface IEventStore
{
    /// <summary>What this store refuses as too large.</summary>
    EventStoreLimits Limits { get; }

    /// <summary>How this store turns events into bytes.</summary>
    IEventSerializer Serializer { get; }

    /// <summary>Appends to one or several streams; all of it is stored or nothing.</summary>
    /// <param name="request">The streams, each at most once and each with at least one event.</param>
    /// <param name="cancellationToken">Cancels the wait. Whether the append was stored is then not known; a retry with the same <see cref="AppendRequest.CommitId"/> is safe.</param>
    /// <returns>The versions and the position given.</returns>
    /// <exception cref="ArgumentException">The request names no stream, a stream twice, a stream without events, an empty commit id or a token below 1.</exception>
    /// <exception cref="ConcurrencyException">A stream is not as expected.</exception>
    /// <exception cref="FencedException">A stream has accepted a higher token.</exception>
    /// <exception cref="StreamTombstonedException">A stream is tombstoned.</exception>
    /// <exception cref="CommitIdConflictException">The commit id was used for something else.</exception>
    /// <exception cref="LimitExceededException">An event or the request is too large.</exception>
    /// <exception cref="UnregisteredEventTypeException">An event's type is not registered.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The store could not learn whether it was stored.</exception>
    /// <exception cref="EventStoreUnavailableException">The store cannot write now; nothing was stored.</exception>
    ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of one stream.</summary>
    /// <exception cref="CorruptEventException">A stored event of the page is damaged.</exception>
    ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of all streams in the order of the store.</summary>
    /// <exception cref="CorruptEventException">A stored event of the page is damaged.</exception>
    ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default);

    /// <summary>Waits until there may be an event after a position, appended by whatever process.</summary>
    /// <remarks>A hint that saves polling: it may return early, but never stays asleep over an event for more than a few seconds.</remarks>
    ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default);

    /// <summary>Makes the events of a stream before a version unreadable, and frees their space in time.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="before">The lowest version that stays; at most the head, so that the last event stays. A lower one than before changes nothing.</param>
    /// <param name="expected">What the stream must be like.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="before"/> is above the head.</exception>
    /// <exception cref="ConcurrencyException">The stream is not as expected.</exception>
    /// <exception cref="StreamTombstonedException">The stream is tombstoned.</exception>
    ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default);

    /// <summary>Deletes a stream: its events become unreadable. A later append brings it back, and its versions go on.</summary>
    /// <remarks>Deleting a missing or deleted stream changes nothing.</remarks>
    /// <exception cref="ConcurrencyException">The stream is not as expected.</exception>
    /// <exception cref="StreamTombstonedException">The stream is tombstoned.</exception>
    ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default);

    /// <summary>Tombstones a stream: its events become unreadable, and no append is accepted ever again.</summary>
    /// <remarks>Tombstoning a tombstoned stream changes nothing; a missing stream can be tombstoned.</remarks>
    /// <exception cref="ConcurrencyException">The stream is not as expected.</exception>
    ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default);

    /// <summary>Keeps a snapshot; one with the same stream, version and schema is replaced.</summary>
    /// <exception cref="LimitExceededException">The state is larger than <see cref="EventStoreLimits.MaxAppendBytes"/>.</exception>
    ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default);

    /// <summary>Finds the newest usable snapshot of a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="schema">The schema name that the reader understands.</param>
    /// <param name="upTo">The highest version wanted; null for the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The snapshot, or null when there is none that is intact and belongs to events that were really stored and not deleted since.</returns>
    ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default);
}
