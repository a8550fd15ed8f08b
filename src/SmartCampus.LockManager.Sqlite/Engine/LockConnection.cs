using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmartCampus.Locking;

/// <summary>The one connection of a manager, used by its writer thread alone.</summary>
/// <remarks>
/// Transactions are begun and ended by SQLite's own interface: the provider waits for a busy file in steps of 150 ms, which is
/// thousands of commits.
/// </remarks>
internal sealed class LockConnection : IDisposable
{
    private static readonly TimeSpan LongestClosing = TimeSpan.FromMilliseconds(250);

    private readonly SqliteConnection _connection;
    private readonly TimeSpan _busyTimeout;
    private readonly string _path;
    private readonly TimeSpan _closingTimeout;
    private readonly ManualResetEventSlim _pause = new();
    private long _giveUpAt = long.MaxValue;

    public LockConnection(string path, string bootId, SqliteLockManagerOptions options)
    {
        (_path, _busyTimeout) = (path, options.BusyTimeout);
        _closingTimeout = _busyTimeout < LongestClosing ? _busyTimeout : LongestClosing;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            _connection.Open();
            // What is written once must not be lost: the tables, and the tokens that are above those of an earlier start of the machine.
            Execute("pragma synchronous = full");
            Transact(() => LockSchema.Prepare(_connection, path, bootId, options.TimeProvider));
            Execute("pragma journal_mode = wal");
            LockSchema.CheckJournal(_connection, path);
            Execute("pragma synchronous = normal");
        }
        catch (SqliteException e)
        {
            Dispose();
            throw LockFailure.From(e, path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter(name, null));
        command.Prepare();
        return command;
    }

    /// <summary>Begins to write.</summary>
    public void Begin() => Execute("begin immediate");

    public void Commit() => Execute("commit");

    /// <summary>Ends a transaction without a trace, if there is one: SQLite ends it by itself after some errors.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0) raw.sqlite3_exec(_connection.Handle!, "rollback");
    }

    /// <summary>Gives up waiting for other processes soon: they are done at once, or they hang.</summary>
    public void StopWaiting() => Volatile.Write(ref _giveUpAt, Stopwatch.GetTimestamp() + (long)(_closingTimeout.TotalSeconds * Stopwatch.Frequency));

    public void Dispose()
    {
        _connection.Dispose();
        _pause.Dispose();
    }

    private void Transact(Action change)
    {
        Begin();
        try
        {
            change();
            Commit();
        }
        finally
        {
            Rollback();
        }
    }

    /// <summary>Does something that another process may be in the way of, and waits for it as long as the options say.</summary>
    private void Execute(string sql)
    {
        var start = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var code = raw.sqlite3_exec(_connection.Handle!, sql);
            if (code == raw.SQLITE_OK) return;
            if (!LockFailure.IsBusy(code) || Stopwatch.GetElapsedTime(start) >= _busyTimeout || Stopwatch.GetTimestamp() >= Volatile.Read(ref _giveUpAt)) throw Failure(code);
            // The other one is done within some 20 µs, unless it hangs.
            if (attempt < 50) Thread.Yield();
            else _pause.Wait(1);
        }
    }

    private SqliteException Failure(int code) => new($"SQLite error {code} at '{_path}'.", code & 0xff, code);
}
