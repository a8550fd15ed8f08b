using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>
/// Settles what a crash has left in the write-ahead log. A commit may stand there that was written and never flushed, or whose flush
/// failed: SQLite takes it for a good one. It must be as durable as any other before it is shown, given as the answer to a
/// retry, or followed by another commit, which would be lost together with it. Decision 0008 has the reasons.
/// </summary>
internal static class LeftoverLog
{
    /// <summary>Moves the log into the file, flushes both, and begins the log anew.</summary>
    public static void Settle(Connection connection, TimeSpan busyTimeout, string file)
    {
        try
        {
            var pages = 0;
            Connection.Patiently(busyTimeout, () =>
            {
                pages = connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
                if (pages < 0) throw new SqliteFailure(raw.SQLITE_BUSY, "another process is moving the write-ahead log into the file", file);
            });
            if (pages > 0) BeginAnew(connection, busyTimeout);
        }
        catch (SqliteFailure e) when (e.IsFull)
        {
            // The log was flushed before the first page of the file was written, and a full disk can still be read.
        }
    }

    /// <summary>Makes the next commit the first one of a new log, and flushes it: from then on a loss of power brings no page of the old log back.</summary>
    private static void BeginAnew(Connection connection, TimeSpan busyTimeout)
    {
        // Somebody in the way has had the file open before: then the log is no leftover.
        if (connection.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART) < 0) return;
        var change = new EmptyChange(connection);
        Connection.Patiently(busyTimeout, () => connection.Execute("begin immediate"));
        try
        {
            change.Write();
            connection.Execute("commit");
        }
        catch
        {
            if (connection.InTransaction) connection.Execute("rollback");
            throw;
        }
    }
}
