namespace SmartCampus.Events;

/// <summary>The writer's transaction: several operations that are committed together.</summary>
internal sealed class WriteTransaction(Connection connection, LogIndex index, IndexReader reader, TimeProvider time)
{
    private readonly LogWriter _log = new(connection);
    private readonly Dictionary<string, StreamState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, CommitRecord> _commits = [];
    private long _last, _now;
    private int _generation;

    /// <summary>The entries written so far.</summary>
    public List<LogEntry> Entries { get; } = [];

    /// <summary>The statements for what lies beside the log.</summary>
    public SideTables Tables { get; } = new(connection);

    /// <summary>Whether the operation at work has looked at what the transaction has not committed yet, so that its answer must wait.</summary>
    public bool UsedUncommitted { get; set; }

    /// <summary>The time by the store's clock, in ticks of UTC.</summary>
    public long Now => _now;

    /// <summary>Begins anew; the caller holds the write lock and has refreshed the index.</summary>
    public void Reset()
    {
        _states.Clear();
        _commits.Clear();
        Entries.Clear();
        index.Trim();
        (_last, _generation) = (index.Last, index.Generation);
        _now = time.GetUtcNow().UtcTicks;
    }

    public StreamState State(string stream)
    {
        if (_states.TryGetValue(stream, out var state))
        {
            UsedUncommitted = true;
            return state;
        }
        var isKnown = index.TryGetState(stream, out state, out _);
        RequireSameIndex();
        if (isKnown) return state;
        state = reader.State(stream);
        index.Remember(stream, state);
        return state;
    }

    public CommitRecord? Commit(Guid commitId)
    {
        if (_commits.TryGetValue(commitId, out var record))
        {
            UsedUncommitted = true;
            return record;
        }
        record = index.Commit(commitId, out var maybeOnDisk);
        RequireSameIndex();
        return record ?? (maybeOnDisk ? reader.Commit(commitId) : null);
    }

    /// <summary>A reader whose reading has failed lets the next one begin the index anew, with a view of the file that may be older than this transaction's.</summary>
    private void RequireSameIndex()
    {
        if (index.Generation != _generation) throw new EventStoreUnavailableException("The index was read anew while the append was decided; nothing was stored. Try again.");
    }

    /// <summary>Writes an append that was found right.</summary>
    public CommitRecord Append(EncodedAppend append)
    {
        var streams = new StreamAppendResult[append.Streams.Length];
        for (var i = 0; i < streams.Length; i++)
        {
            var stream = append.Streams[i];
            var hash = i == streams.Length - 1 ? append.Hash : (UInt128?)null;
            var state = State(stream.Id.Value);
            var first = state.Head + 1;
            for (var e = 0; e < stream.Events.Length; e++)
            {
                var isLast = e == stream.Events.Length - 1;
                var entry = new LogEntry(++_last, EntryKind.Event, stream.Id.Value, first + e, stream.Token, append.CommitId, isLast ? hash : null);
                _log.WriteEvent(entry, stream, stream.Events[e], _now);
                Entries.Add(entry);
                state = state.After(entry);
            }
            _states[stream.Id.Value] = state;
            streams[i] = new StreamAppendResult(stream.Id, first, state.Head);
        }
        return _commits[append.CommitId] = new CommitRecord(append.Hash, _last, streams);
    }

    /// <summary>Writes an entry that makes a part of a stream unreadable.</summary>
    public void Control(EntryKind kind, StreamId stream, long version)
    {
        var entry = new LogEntry(++_last, kind, stream.Value, version, 0, default, null);
        _log.WriteControl(entry, System.Text.Encoding.UTF8.GetBytes(stream.Value), _now);
        Entries.Add(entry);
        _states[stream.Value] = State(stream.Value).After(entry);
    }
}
