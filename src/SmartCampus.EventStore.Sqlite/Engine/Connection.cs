using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>One SQLite connection, used by one thread at a time, over the C interface.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly string _file;
    private readonly List<Statement> _statements = [];
    private int* _walPages;

    static Connection() => Batteries_V2.Init();

    /// <param name="path">A full path, or a <c>file:</c> URI.</param>
    /// <param name="flags">SQLITE_OPEN_… flags.</param>
    /// <param name="file">How errors call the file; <paramref name="path"/> by default.</param>
    public Connection(string path, int flags, string? file = null)
    {
        _file = file ?? path;
        var code = raw.sqlite3_open_v2(path, out _handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code == raw.SQLITE_OK)
        {
            raw.sqlite3_extended_result_codes(_handle, 1);
            return;
        }
        var failure = Failure(code);
        _handle.Dispose();
        throw failure;
    }

    /// <summary>How many pages the write-ahead log held after this connection's last commit; 0 unless <see cref="WatchWal"/> was called before.</summary>
    public int WalPages => _walPages is null ? 0 : *_walPages;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>
    /// A number that differs when this connection, inside a transaction, sees the file changed by whomever since it was asked last,
    /// its own commits included: what SQLite itself decides by whether its page cache still holds.
    /// </summary>
    public uint DataVersion()
    {
        uint version = 0;
        var code = Native.FileControl(_handle.DangerousGetHandle(), null, Native.FileControlDataVersion, &version);
        return code == raw.SQLITE_OK ? version : throw Failure(code);
    }

    public Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (code != raw.SQLITE_OK) throw Failure(code);
        var prepared = new Statement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    /// <summary>Runs a statement that waits its turn: SQLite's own waiting sleeps up to 100 ms, which is long beside a commit.</summary>
    public static void Patiently(TimeSpan timeout, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (SqliteFailure e) when (e.IsBusy && Stopwatch.GetElapsedTime(start) < timeout)
            {
                spin.SpinOnce();
            }
        }
    }

    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        _statements.Remove(statement);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public string Text(string sql)
    {
        using var statement = Prepare(sql);
        _statements.Remove(statement);
        return statement.Step() ? System.Text.Encoding.UTF8.GetString(statement.Bytes(0)) : "";
    }

    public void WaitWhenBusy(TimeSpan timeout) => raw.sqlite3_busy_timeout(_handle, (int)timeout.TotalMilliseconds);

    /// <summary>Lets a token end the statement that runs, which then fails as interrupted.</summary>
    public void CancelBy(CancellationToken cancellationToken)
    {
        const int instructionsBetween = 1_000;
        if (cancellationToken.CanBeCanceled) raw.sqlite3_progress_handler(_handle, instructionsBetween, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
    }

    /// <summary>Begins to keep <see cref="WalPages"/>, which takes the place of SQLite's own checkpoints.</summary>
    public void WatchWal()
    {
        _walPages = (int*)NativeMemory.AllocZeroed(sizeof(int));
        Native.WalHook(_handle.DangerousGetHandle(), &Committed, _walPages);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(void* walPages, nint connection, byte* database, int pages)
    {
        *(int*)walPages = pages;
        return raw.SQLITE_OK;
    }

    /// <summary>Moves pages of the write-ahead log into the file; gives how many pages the log holds, or -1 when another connection is doing it.</summary>
    public int Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, null, mode, out var pages, out _);
        if ((code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return -1;
        return code == raw.SQLITE_OK ? pages : throw Failure(code);
    }

    /// <summary>Whether the file that is open is no longer the one at its path: it was deleted, renamed or replaced. One system call.</summary>
    public bool HasMoved()
    {
        var moved = 0;
        // A platform that cannot tell keeps open files from being moved.
        return Native.FileControl(_handle.DangerousGetHandle(), null, Native.FileControlHasMoved, &moved) == raw.SQLITE_OK && moved != 0;
    }

    public SqliteFailure Failure(int code)
    {
        var extended = raw.sqlite3_extended_errcode(_handle);
        return new SqliteFailure((extended & 0xff) == (code & 0xff) ? extended : code, raw.sqlite3_errmsg(_handle).utf8_to_string(), _file);
    }

    /// <summary>Whether SQLite fell back to reading, since the file may not be written to; a transaction begins all the same.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <summary>Whether closing leaves the write-ahead log beside the file, also when nobody else has it open.</summary>
    public void KeepLogOnClose(bool keep) => raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _);

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
        NativeMemory.Free(_walPages);
        _walPages = null;
    }
}
