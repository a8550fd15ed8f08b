using System.Text.Json;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Reading;
using SQLitePCL;

namespace SmartCampus.Benchmarks.Engines;

/// <summary>
/// The plain way to keep events in SQLite, by its C interface: one table, and a unique index over stream and version that refuses a
/// second writer. As durable as SQLite gets: a write-ahead log, and a flush in every commit. One connection; not safe for use by several threads.
/// </summary>
internal sealed class EventTable : IDisposable
{
    private readonly sqlite3 _db;
    private readonly List<sqlite3_stmt> _statements = [];
    private readonly sqlite3_stmt _begin, _commit, _insert, _version, _stream, _all;

    public EventTable(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out _db));
        Check(raw.sqlite3_exec(_db, """
            pragma busy_timeout = 60000;
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma wal_autocheckpoint = 4000;
            pragma cache_size = -65536;
            pragma mmap_size = 268435456;
            create table if not exists events (
                pos integer primary key, stream blob not null, version integer not null, type text not null, data blob not null, at integer not null,
                unique (stream, version));
            """));
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _insert = Prepare($"insert into events (stream, version, type, data, at) values (?, ?, '{BenchmarkEvents.TypeName}', ?, ?)");
        _version = Prepare("select coalesce(max(version), 0) from events where stream = ?");
        _stream = Prepare("select version, data from events where stream = ? order by version");
        _all = Prepare("select pos, stream, version, type, data, at from events order by pos");
    }

    public void Begin() => Run(_begin);

    public void Commit() => Run(_commit);

    /// <summary>Inserts an event, in a transaction of its own when none was begun; false when the stream has that version already.</summary>
    public bool TryInsert(SectionStream stream, long version, ReadOnlySpan<byte> json, long at)
    {
        raw.sqlite3_bind_blob(_insert, 1, stream.Bytes);
        raw.sqlite3_bind_int64(_insert, 2, version);
        raw.sqlite3_bind_blob(_insert, 3, json);
        raw.sqlite3_bind_int64(_insert, 4, at);
        var result = raw.sqlite3_step(_insert);
        raw.sqlite3_reset(_insert);
        if (result == raw.SQLITE_CONSTRAINT) return false;
        if (result != raw.SQLITE_DONE) Check(result);
        return true;
    }

    public long ReadVersion(SectionStream stream)
    {
        raw.sqlite3_bind_blob(_version, 1, stream.Bytes);
        raw.sqlite3_step(_version);
        var version = raw.sqlite3_column_int64(_version, 0);
        raw.sqlite3_reset(_version);
        return version;
    }

    /// <summary>Gives the versions and the JSON of a stream in order; the JSON lies in memory of SQLite's until the next one.</summary>
    public void ReadStream(SectionStream stream, EventHandler read)
    {
        raw.sqlite3_bind_blob(_stream, 1, stream.Bytes);
        while (raw.sqlite3_step(_stream) == raw.SQLITE_ROW) read(raw.sqlite3_column_int64(_stream, 0), raw.sqlite3_column_blob(_stream, 1));
        raw.sqlite3_reset(_stream);
    }

    /// <summary>Gives the positions and the JSON of all events in order; the other columns are read as well.</summary>
    public void ReadAll(EventHandler read)
    {
        while (raw.sqlite3_step(_all) == raw.SQLITE_ROW)
        {
            _ = new Guid(raw.sqlite3_column_blob(_all, 1));
            _ = raw.sqlite3_column_int64(_all, 2);
            _ = raw.sqlite3_column_int64(_all, 5);
            read(raw.sqlite3_column_int64(_all, 0), raw.sqlite3_column_blob(_all, 4));
        }
        raw.sqlite3_reset(_all);
    }

    /// <summary>Stores a history in one transaction.</summary>
    public void Fill(History history)
    {
        Begin();
        foreach (var (stream, version, taken) in history.Events())
            TryInsert(stream, version, JsonSerializer.SerializeToUtf8Bytes(taken, BenchmarkJson.Default.SeatTaken), taken.At.UtcTicks);
        Commit();
    }

    public void Dispose()
    {
        foreach (var statement in _statements) raw.sqlite3_finalize(statement);
        raw.sqlite3_close_v2(_db);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement));
        _statements.Add(statement);
        return statement;
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite says {result}: {raw.sqlite3_errmsg(_db).utf8_to_string()}");
    }

    /// <summary>Takes an event's version, or its position, and its JSON.</summary>
    internal delegate void EventHandler(long number, ReadOnlySpan<byte> json);
}
