using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>An append that was checked, serialized and hashed; for authors of stores, so that all of them refuse the same things.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class PreparedAppend
{
    // It holds some 600 bytes of state: one for each thread, and not for each append.
    [ThreadStatic]
    private static XxHash128? _hash;

    private PreparedAppend(CommitId commitId, IReadOnlyList<PreparedStream> streams, int eventCount, UInt128 contentHash) =>
        (CommitId, Streams, EventCount, ContentHash) = (commitId, streams, eventCount, contentHash);

    /// <summary>The identity of the append.</summary>
    public CommitId CommitId { get; }

    /// <summary>The streams in the order of the request, each once and with at least one event.</summary>
    public IReadOnlyList<PreparedStream> Streams { get; }

    /// <summary>The number of events over all streams.</summary>
    public int EventCount { get; }

    /// <summary>
    /// XXH128 of the streams' names and their events (types, schema versions, data, metadata), in order. Expected versions and
    /// tokens are left out: a retry may carry newer ones.
    /// </summary>
    public UInt128 ContentHash { get; }

    /// <summary>Checks, serializes and hashes a request.</summary>
    /// <exception cref="ArgumentException">The request is malformed; see <see cref="IEventStore.AppendAsync"/>.</exception>
    /// <exception cref="LimitExceededException">An event or the request is too large.</exception>
    /// <exception cref="UnregisteredEventTypeException">An event's type is not registered.</exception>
    public static PreparedAppend Create(AppendRequest request, IEventSerializer serializer, EventStoreLimits limits)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(limits);
        var eventCount = CheckShape(request, limits);
        var streams = new PreparedStream[request.Streams.Count];
        long bytes = 0;
        for (var s = 0; s < streams.Length; s++)
        {
            var append = request.Streams[s];
            var events = new SerializedEvent[append.Events.Count];
            for (var e = 0; e < events.Length; e++)
            {
                events[e] = serializer.Serialize(append.Events[e]);
                bytes += CheckSize(events[e], limits);
                if (bytes > limits.MaxAppendBytes) throw new LimitExceededException(EventStoreLimit.AppendBytes, limits.MaxAppendBytes, bytes);
            }
            streams[s] = new PreparedStream(append.Stream, append.Expected, append.FencingToken, events);
        }
        return new PreparedAppend(request.CommitId, streams, eventCount, Hash(streams));
    }

    private static UInt128 Hash(PreparedStream[] streams)
    {
        var hash = _hash ??= new XxHash128();
        hash.Reset();
        foreach (var stream in streams)
        {
            Add(hash, stream.Stream.Value);
            Add(hash, stream.Events.Count);
            for (var e = 0; e < stream.Events.Count; e++) Add(hash, stream.Events[e]);
        }
        return hash.GetCurrentHashAsUInt128();
    }

    private static int CheckShape(AppendRequest request, EventStoreLimits limits)
    {
        if (request.CommitId.Value == Guid.Empty) throw new ArgumentException("The commit id is empty. Use CommitId.New().", nameof(request));
        if (request.Streams is not { Count: > 0 } streams) throw new ArgumentException("The request names no stream.", nameof(request));
        // Counted first: what exceeds the limit is not worth a closer look, however large it is.
        long eventCount = 0;
        for (var i = 0; i < streams.Count; i++) eventCount += streams[i]?.Events?.Count ?? 0;
        if (eventCount > limits.MaxAppendEvents) throw new LimitExceededException(EventStoreLimit.AppendEvents, limits.MaxAppendEvents, eventCount);
        for (var i = 0; i < streams.Count; i++) CheckStream(request, i);
        return (int)eventCount;
    }

    private static void CheckStream(AppendRequest request, int i)
    {
        var streams = request.Streams;
        var append = streams[i] ?? throw new ArgumentException("The request holds a null stream.", nameof(request));
        if (append.Stream.IsDefault) throw new ArgumentException("The request holds a stream without a name.", nameof(request));
        if (append.Events is not { Count: > 0 }) throw new ArgumentException($"The append to stream '{append.Stream}' has no events.", nameof(request));
        if (append.FencingToken < 1) throw new ArgumentException($"The fencing token for stream '{append.Stream}' is {append.FencingToken}; tokens begin at 1.", nameof(request));
        for (var earlier = 0; earlier < i; earlier++)
            if (streams[earlier].Stream == append.Stream) throw new ArgumentException($"The request names stream '{append.Stream}' twice. Put its events into one append.", nameof(request));
    }

    private static int CheckSize(SerializedEvent e, EventStoreLimits limits)
    {
        var size = e.Data.Length + e.Metadata.Length;
        return size <= limits.MaxEventBytes ? size : throw new LimitExceededException(EventStoreLimit.EventBytes, limits.MaxEventBytes, size);
    }

    private static void Add(XxHash128 hash, SerializedEvent e)
    {
        Add(hash, e.EventType);
        Add(hash, e.SchemaVersion);
        Add(hash, e.Data.Length);
        hash.Append(e.Data.Span);
        Add(hash, e.Metadata.Length);
        hash.Append(e.Metadata.Span);
    }

    private static void Add(XxHash128 hash, string text)
    {
        Add(hash, text.Length);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(XxHash128 hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.Append(bytes);
    }
}
