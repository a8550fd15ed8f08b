using System.Collections.Concurrent;

namespace SmartCampus.Events;

/// <summary>
/// The index of the log after the mark, in memory, and the states of streams that were lately written. It is a cache of the
/// file: whoever finds that the log goes on, the writer or a reader, extends it, and every entry counts once.
/// </summary>
/// <remarks>
/// Readers take what they need from here, and what they see of the file is of the same moment or a later one, so nothing that
/// has moved from memory to the file in between is missed. All members are safe for use by several threads.
/// </remarks>
internal sealed class LogIndex
{
    /// <summary>How many states of unchanged streams are kept; some 200 bytes each.</summary>
    private const int MaxCachedStreams = 65_536;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TailStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, CommitRecord> _commits = [];
    private readonly List<StreamAppendResult> _openCommit = [];
    private ConcurrentDictionary<string, long> _hidden = new(StringComparer.Ordinal);
    private long _last, _mark;
    private int _tailCount, _unchangedCount, _generation;
    private bool _isWhole = true;
    private Guid _greatestIndexed;

    /// <summary>The last position known.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>How many entries lie after the mark.</summary>
    public int TailCount => Volatile.Read(ref _tailCount);

    /// <summary>Whether all that was read of the log is in it. When reading has failed half-way, it answers nothing until <see cref="Refresh"/> succeeds.</summary>
    public bool IsWhole => Volatile.Read(ref _isWhole);

    /// <summary>Changes whenever the tail is read anew from the mark.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Called after the log went on, without a lock.</summary>
    public event Action? Extended;

    /// <summary>Brings the index up to the end of the log as a connection sees it.</summary>
    /// <param name="reader">The reader of a connection that is in a transaction.</param>
    /// <param name="isWriter">Whether it is a write transaction, so that what it sees is the end of the log.</param>
    /// <returns>What the connection sees.</returns>
    public LogTip Refresh(IndexReader reader, bool isWriter)
    {
        var tip = reader.Tip();
        if (IsKnown(tip, isWriter)) return tip;
        CatchUp(reader, tip, isWriter);
        Extended?.Invoke();
        return tip;
    }

    private bool IsKnown(LogTip tip, bool isWriter)
    {
        lock (_lock)
        {
            if (!_isWhole) return false;
            if (!isWriter) return tip.Last <= _last;
            // What the writer sees is the end of the log. A reader's view may be older than this index.
            if (tip.Last < _last) throw new CorruptEventException(new GlobalPosition(tip.Last + 1), "the end of the log is missing.");
            return tip == new LogTip(_last, _mark);
        }
    }

    /// <summary>Gives the end of the log and what is hidden in it, as they belong together: the writer may be reading the tail anew.</summary>
    public LogScope Scope()
    {
        lock (_lock)
        {
            RequireWhole();
            return new LogScope(new LogTip(_last, _mark), _hidden);
        }
    }

    private void CatchUp(IndexReader reader, LogTip tip, bool isWriter)
    {
        lock (_lock)
        {
            // Behind the mark entries may be gone from the log, so the tail begins anew there. Only the writer may also give
            // up what it has: a reader's view of the file can be older than this index.
            var isWhole = _isWhole;
            _isWhole = false;
            if (!isWhole || tip.Mark > _last || (isWriter && tip.Mark != _mark)) Restart(tip.Mark, reader.GreatestCommit());
            foreach (var entry in reader.EntriesAfter(_last)) Add(entry, reader);
            // Commits become visible whole, those of other processes too.
            if (_openCommit.Count > 0) throw new CorruptEventException(new GlobalPosition(_last + 1), "the last entries of a commit are missing.");
            _isWhole = true;
        }
    }

    private void RequireWhole()
    {
        if (!_isWhole) throw new EventStoreUnavailableException("The end of the log could not be read to its end. Try again; if it is damaged, the next error says where.");
    }

    private void Restart(long mark, Guid greatestIndexed)
    {
        _streams.Clear();
        _commits.Clear();
        _openCommit.Clear();
        _hidden = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        _tailCount = _unchangedCount = 0;
        (_mark, _greatestIndexed) = (mark, greatestIndexed);
        _generation++;
        Volatile.Write(ref _last, mark);
    }

    /// <summary>Adds what the writer has committed, unless somebody has read it from the file already.</summary>
    public void Publish(List<LogEntry> entries, IndexReader reader)
    {
        lock (_lock)
        {
            // What is not whole, or was read anew from an older view of the file, gets them from there.
            _isWhole &= entries.Count == 0 || entries[0].Position <= _last + 1;
            if (!_isWhole) return;
            _isWhole = false;
            foreach (var entry in entries)
            {
                if (entry.Position > _last) Add(entry, reader);
            }
            _isWhole = true;
        }
        Extended?.Invoke();
    }

    private void Add(in LogEntry entry, IndexReader reader)
    {
        // Entries leave the log only behind the mark.
        if (entry.Position != _last + 1) throw new CorruptEventException(new GlobalPosition(_last + 1), "the entry is missing.");
        if (!_streams.TryGetValue(entry.Stream, out var stream)) _streams.Add(entry.Stream, stream = new TailStream(reader.State(entry.Stream)));
        else if (!stream.IsChanged) _unchangedCount--;
        stream.IsChanged = true;
        stream.State = stream.State.After(entry);
        if (entry.Kind == EntryKind.Event) AddEvent(entry, stream);
        else _hidden[entry.Stream] = stream.State.FirstReadable;
        _tailCount++;
        Volatile.Write(ref _last, entry.Position);
    }

    private void AddEvent(in LogEntry entry, TailStream stream)
    {
        if (stream.Positions.Count == 0) stream.FirstVersion = entry.Version;
        stream.Positions.Add(entry.Position);
        if (_openCommit.Count > 0 && _openCommit[^1].Stream.Value == entry.Stream) _openCommit[^1] = _openCommit[^1] with { Last = entry.Version };
        else _openCommit.Add(new StreamAppendResult(new StreamId(entry.Stream), entry.Version, entry.Version));
        if (entry.CommitHash is not { } hash) return;
        _commits[entry.CommitId] = new CommitRecord(hash, entry.Position, _openCommit.ToArray());
        _openCommit.Clear();
    }

    /// <summary>Gives a stream's state when it is in memory, and how far the index goes.</summary>
    public bool TryGetState(string stream, out StreamState state, out LogTip tip)
    {
        lock (_lock)
        {
            RequireWhole();
            tip = new LogTip(_last, _mark);
            var found = _streams.TryGetValue(stream, out var tail);
            state = found ? tail!.State : default;
            return found;
        }
    }

    /// <summary>Keeps a state that the writer has read inside its transaction.</summary>
    public void Remember(string stream, StreamState state)
    {
        lock (_lock)
        {
            if (_streams.TryAdd(stream, new TailStream(state))) _unchangedCount++;
        }
    }

    /// <summary>Lets go of the states of unchanged streams when there are too many; the writer calls it between its transactions.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            if (_unchangedCount <= MaxCachedStreams) return;
            foreach (var (name, stream) in _streams)
            {
                if (!stream.IsChanged) _streams.Remove(name);
            }
            _unchangedCount = 0;
        }
    }

    /// <summary>Gives what a commit id was used for when it is in memory, and whether it can be in the index on disk.</summary>
    /// <remarks>Ids grow with time (version 7), so that a new one is almost always above all that are on disk, and need not be looked up.</remarks>
    public CommitRecord? Commit(Guid commitId, out bool maybeOnDisk)
    {
        lock (_lock)
        {
            RequireWhole();
            maybeOnDisk = commitId.CompareTo(_greatestIndexed) <= 0;
            return _commits.GetValueOrDefault(commitId);
        }
    }

    /// <summary>Gives what a reader needs for a page of a stream.</summary>
    public StreamView View(string name, StreamReadOptions options)
    {
        lock (_lock)
        {
            RequireWhole();
            if (!_streams.TryGetValue(name, out var stream)) return new StreamView(new LogTip(_last, _mark), false, default, default, []);
            var range = VersionRange.Of(stream.State, options);
            var from = Math.Max(0, range.Low - stream.FirstVersion);
            var to = range.High - stream.FirstVersion;
            var positions = to < from || stream.Positions.Count == 0 ? [] : stream.Positions.GetRange((int)from, (int)(to - from + 1)).ToArray();
            return new StreamView(new LogTip(_last, _mark), true, stream.State, range, positions);
        }
    }

    /// <summary>Gives what an index writer has to write; call it in a write transaction after <see cref="Refresh"/>.</summary>
    public IndexBatch Batch()
    {
        lock (_lock)
        {
            RequireWhole();
            var streams = _streams.Where(s => s.Value.IsChanged).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value)).ToList();
            var commits = _commits.Select(c => (Id: c.Key, Record: c.Value)).ToArray();
            Array.Sort(commits, static (a, b) => a.Id.CompareTo(b.Id));
            return new IndexBatch(_last, streams, commits, _hidden);
        }
    }

    /// <summary>Lets go of what is on disk now.</summary>
    public void Written(IndexBatch batch)
    {
        lock (_lock)
        {
            // A reader may have begun anew behind a later mark of another process.
            if (_mark >= batch.Last || _last != batch.Last) return;
            foreach (var (_, stream) in batch.Streams)
            {
                stream.Positions.Clear();
                stream.IsChanged = false;
            }
            _unchangedCount = _streams.Count;
            _commits.Clear();
            if (batch.Commits.Length > 0 && batch.Commits[^1].Id.CompareTo(_greatestIndexed) > 0) _greatestIndexed = batch.Commits[^1].Id;
            _hidden = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
            _tailCount = 0;
            _mark = batch.Last;
        }
    }
}
