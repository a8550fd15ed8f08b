using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>Commits a group of operations in one transaction, and answers them. Used by the writer's thread only.</summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Connection _connection;
    private readonly LogIndex _index;
    private readonly WalCheckpointer _checkpointer;
    private readonly StoreMetrics _metrics;
    private readonly IndexReader _reader;
    private readonly WriteSession _session;
    private readonly IndexUpkeep _upkeep;
    private readonly WriteTransaction _transaction;
    private readonly FailedFlush _failedFlush;
    private readonly WalFile _walFile;
    private readonly string _path;
    private readonly List<WriteOperation> _written = [], _refused = [];
    private volatile Exception? _lastFailure;
    private bool _hasMoved;

    public GroupCommit(Connection connection, LogIndex index, WalCheckpointer checkpointer, SqliteEventStoreOptions options, StoreMetrics metrics)
    {
        (_connection, _index, _checkpointer, _metrics, _path) = (connection, index, checkpointer, metrics, options.Path);
        _reader = new IndexReader(connection);
        _session = new WriteSession(connection, index, _reader, checkpointer, options);
        _upkeep = new IndexUpkeep(_session, connection, index, _reader, checkpointer, options.IndexBatchSize);
        _transaction = new WriteTransaction(connection, index, _reader, options.TimeProvider);
        _failedFlush = new FailedFlush(connection);
        _walFile = new WalFile(options.Path);
    }

    /// <summary>Why the last commit failed; null when it did not.</summary>
    public Exception? LastFailure => _lastFailure;

    /// <summary>Decides, commits and answers; whatever goes wrong, every operation is answered and the store goes on.</summary>
    /// <param name="group">What is to be committed together.</param>
    /// <param name="gather">Waits a moment for more and adds it to the group; false when the group is complete. What is there is written meanwhile.</param>
    public void Run(List<WriteOperation> group, Func<bool> gather)
    {
        if (group.Count == 0) return;
        var isCommitting = false;
        try
        {
            if (_hasMoved) CheckFile();
            if (_failedFlush.IsOpen) Settle();
            _upkeep.CatchUp();
            _session.Begin();
            _transaction.Reset();
            var written = false;
            var count = 0;
            do
            {
                for (; count < group.Count; count++) written |= Apply(group[count]);
            }
            while (gather());
            if (written)
            {
                isCommitting = true;
                var start = Stopwatch.GetTimestamp();
                _session.Commit();
                _lastFailure = null;
                _metrics.Committed(start, _written.Count);
                CheckFile();
            }
            else
            {
                _session.Release();
            }
            // Whoever was refused is told first and may try again before the one who was faster: else that one would win every time.
            foreach (var operation in _refused) operation.Complete();
            foreach (var operation in _written) operation.Complete();
            isCommitting = false;
            // All that callers need not wait for comes after their answers. Who reads before the index has the new entries gets them from the file.
            _index.Publish(_transaction.Entries, _reader);
            if (written) _checkpointer.Committed(_connection);
            _upkeep.WriteWhenDue();
        }
#pragma warning disable CA1031 // The writer lives as long as the store: any error is the callers', and the next group begins anew.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _lastFailure = e;
            _session.RollBack();
            var isOpen = isCommitting && e is not SqliteFailure { LeavesCommitOpen: false } && !TrySettle(_written);
            foreach (var operation in group) operation.Fail(Error(e, operation, isOpen));
        }
        finally
        {
            _refused.Clear();
            _written.Clear();
        }
    }

    private bool Apply(WriteOperation operation)
    {
        if (operation.ExtendsLog && _upkeep.Refusal is { } refusal)
        {
            operation.Fail(refusal);
            return false;
        }
        _transaction.UsedUncommitted = false;
        bool written;
        try
        {
            written = operation.Apply(_transaction);
        }
        catch (CorruptEventException e)
        {
            // Operations look at all they need before they write, so damage to one stream leaves the rest of the group whole.
            operation.Fail(e);
            return false;
        }
        // What was decided by committed facts alone is true whatever becomes of this group, so its caller need not wait.
        if (written) _written.Add(operation);
        else if (_transaction.UsedUncommitted) _refused.Add(operation);
        else operation.Complete();
        return written;
    }

    /// <summary>Makes sure that a commit that failed at its end never comes back.</summary>
    /// <returns>Whether nothing of it is stored, now and after any crash.</returns>
    private bool TrySettle(List<WriteOperation> operations)
    {
        _failedFlush.Add(operations);
        try
        {
            return Settle();
        }
        catch (Exception e) when (e is SqliteFailure or EventStoreException or FormatException)
        {
            // The disk goes on failing. It is tried again before the next commit; until then the outcome is open.
            _session.RollBack();
            return false;
        }
    }

    /// <returns>Whether nothing of what failed is in the log; a copy that another process has stored would be.</returns>
    private bool Settle()
    {
        _session.Begin();
        _transaction.Reset();
        var isStored = _failedFlush.IsStored(_transaction);
        _failedFlush.Overwrite();
        _session.Commit();
        _failedFlush.Close();
        return !isStored;
    }

    /// <summary>Refuses to acknowledge what nobody would find again. Two system calls for a commit.</summary>
    private void CheckFile()
    {
        _hasMoved = _connection.HasMoved() || !_walFile.Exists;
        if (_hasMoved)
        {
            throw new EventStoreUnavailableException(
                $"'{_path}' or '{_path}-wal' was deleted, renamed or replaced while it was open. Put both back, or close the store and open it again.");
        }
    }

    private Exception Error(Exception e, WriteOperation operation, bool isOpen) => e switch
    {
        _ when isOpen || _failedFlush.Holds(operation) => operation.OutcomeUnknown(e),
        SqliteFailure failure => failure.ToStoreException(),
        EventStoreException => e,
        _ => new EventStoreUnavailableException("The writer failed; nothing was stored.", e),
    };

    public void Dispose()
    {
        _upkeep.NoteEnd();
        _connection.Dispose();
    }
}
