using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>The transactions of a store's one writer. Used by the writer's thread only.</summary>
internal sealed class WriteSession(Connection connection, LogIndex index, IndexReader reader, WalCheckpointer checkpointer, SqliteEventStoreOptions options)
{
    private readonly Statement _begin = connection.Prepare("begin immediate");
    private readonly Statement _commit = connection.Prepare("commit");
    private readonly Statement _rollback = connection.Prepare("rollback");
    private uint? _seen;

    /// <summary>Takes the write lock and reads what other processes have written, if they have: only then can anything be decided.</summary>
    public void Begin()
    {
        var start = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (!TryLock())
        {
            // The store's own checkpoints are no other process.
            if (Stopwatch.GetElapsedTime(start) > options.BusyTimeout && !checkpointer.HoldsLock) throw new SqliteFailure(SQLitePCL.raw.SQLITE_BUSY, "another process is writing", options.Path);
            spin.SpinOnce();
        }
        if (connection.DataVersion() == _seen && index.IsWhole) return;
        index.Refresh(reader, isWriter: true);
        _seen = connection.DataVersion();
    }

    /// <summary>Takes the write lock when nobody has it, and reads nothing.</summary>
    public bool TryLock() => _begin.TryExecute();

    /// <summary>Ends a transaction with what it has written, which the caller adds to the index before the next one begins.</summary>
    public void Commit()
    {
        _commit.Execute();
        _seen = connection.DataVersion();
    }

    /// <summary>Ends a transaction that has written nothing.</summary>
    public void Release() => _rollback.Execute();

    /// <summary>Ends a transaction that failed, if SQLite has not done it, and lets the next one read the end of the log anew.</summary>
    public void RollBack()
    {
        _seen = null;
        try
        {
            if (connection.InTransaction) _rollback.Execute();
        }
        catch (SqliteFailure)
        {
            // SQLite has rolled back by itself, or the next BEGIN says what is wrong.
        }
    }
}
