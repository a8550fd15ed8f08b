using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>A connection that reads, with its statements; used by one call at a time.</summary>
internal sealed class ReadConnection : IDisposable
{
    private readonly Connection _connection;
    private readonly Statement _version, _begin, _end;
    private long _seen = -1;
    private LogTip _tip;

    public ReadConnection(string path, TimeSpan busyTimeout)
    {
        _connection = new Connection(path, raw.SQLITE_OPEN_READWRITE);
        try
        {
            _connection.WaitWhenBusy(busyTimeout);
            _connection.KeepLogOnClose(true);
            _connection.Execute("pragma query_only = 1; pragma cache_size = -16384;");
            (_version, _begin, _end) = (_connection.Prepare("pragma data_version"), _connection.Prepare("begin"), _connection.Prepare("commit"));
            Index = new IndexReader(_connection);
            Removed = new RemovedPositions(_connection);
            Forward = new LogCursor(_connection, ReadDirection.Forward);
            Backward = new LogCursor(_connection, ReadDirection.Backward);
            Snapshots = _connection.Prepare(
                "select version, state, checksum from snapshots where stream = ?1 and schema = ?2 and version between ?3 and ?4 order by version desc");
            Group = _connection.Prepare($"select {SideRows.Group} from checkpoints where consumer_group = ?1");
            Letters = _connection.Prepare($"""
                select {SideRows.Letter} from dead_letters
                where consumer_group = ?1 and position > ?2 and (?3 is null or stream = ?3) order by position limit ?4
                """);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public IndexReader Index { get; }

    public RemovedPositions Removed { get; }

    public LogCursor Forward { get; }

    public LogCursor Backward { get; }

    public Statement Snapshots { get; }

    public Statement Group { get; }

    public Statement Letters { get; }

    public NameCache<StreamId> Streams { get; } = new(name => new StreamId(name));

    public NameCache<string> Types { get; } = new(name => name);

    public LogCursor Cursor(ReadDirection direction) => direction == ReadDirection.Forward ? Forward : Backward;

    /// <summary>Begins to read the file as it is now, and brings the index in memory up to that. After an error the connection is not used again.</summary>
    public void Begin(LogIndex index)
    {
        _begin.Execute();
        _version.Step();
        var version = _version.Int64(0);
        _version.Reset();
        if (version != _seen || !index.IsWhole) _tip = index.Refresh(Index, isWriter: false);
        _seen = version;
    }

    /// <summary>Goes on with the file as it is now when the index in memory has gone on since <see cref="Begin"/>.</summary>
    /// <param name="view">How far the index goes in what was taken from it.</param>
    public void Follow(LogTip view)
    {
        if (view.Last < _tip.Last) throw new EventStoreUnavailableException("The end of the log is being read anew. Try again.");
        if (view == _tip) return;
        End();
        _begin.Execute();
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public void End() => _end.Execute();

    public void Dispose() => _connection.Dispose();
}
