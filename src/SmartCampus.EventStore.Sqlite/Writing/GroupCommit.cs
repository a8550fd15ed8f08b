using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>Commits a group of operations in one transaction, and writes the index when the log is far enough ahead of it. Used by the writer's thread only.</summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>How many times <see cref="SqliteEventStoreOptions.IndexBatchSize"/> the log may be ahead of an index that cannot be written.</summary>
    public const int MaxBatchesAhead = 8;

    private readonly Connection _connection;
    private readonly LogIndex _index;
    private readonly WalCheckpointer _checkpointer;
    private readonly SqliteEventStoreOptions _options;
    private readonly StoreMetrics _metrics;
    private readonly IndexReader _reader;
    private readonly IndexWriter _indexWriter;
    private readonly WriteTransaction _transaction;
    private readonly Statement _begin, _commit, _rollback;
    private readonly List<WriteOperation> _written = [], _refused = [];
    private volatile Exception? _lastFailure;
    private readonly FailedFlush _failedFlush;
    private readonly WalFile _log;
    private Exception? _indexFailure;
    private int _retryIndexAt;
    private uint? _seen;
    private bool _hasMoved;

    public GroupCommit(Connection connection, LogIndex index, WalCheckpointer checkpointer, SqliteEventStoreOptions options, StoreMetrics metrics)
    {
        (_connection, _index, _checkpointer, _options, _metrics) = (connection, index, checkpointer, options, metrics);
        _reader = new IndexReader(connection);
        _indexWriter = new IndexWriter(connection);
        _transaction = new WriteTransaction(connection, index, _reader, options.TimeProvider);
        _failedFlush = new FailedFlush(connection);
        _log = new WalFile(options.Path);
        (_begin, _commit, _rollback) = (connection.Prepare("begin immediate"), connection.Prepare("commit"), connection.Prepare("rollback"));
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
            if (IsTooFarAhead) WriteIndex();
            Begin();
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
                _commit.Execute();
                _lastFailure = null;
                _metrics.Committed(start, _written.Count);
                _seen = _connection.DataVersion();
                CheckFile();
            }
            else
            {
                _rollback.Execute();
            }
            // Whoever was refused is told first and may try again before the one who was faster: else that one would win every time.
            foreach (var operation in _refused) operation.Complete();
            foreach (var operation in _written) operation.Complete();
            isCommitting = false;
            // All that callers need not wait for comes after their answers. Who reads before the index has the new entries gets them from the file.
            _index.Publish(_transaction.Entries, _reader);
            if (written) _checkpointer.Committed(_connection);
            WriteIndexWhenDue();
        }
#pragma warning disable CA1031 // The writer lives as long as the store: any error is the callers', and the next group begins anew.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _lastFailure = e;
            RollBack();
            var isOpen = isCommitting && e is not SqliteFailure { LeavesCommitOpen: false } && !TrySettle(_written);
            foreach (var operation in group) operation.Fail(Error(e, operation, isOpen));
        }
        finally
        {
            _refused.Clear();
            _written.Clear();
        }
    }

    private bool IsTooFarAhead => _index.TailCount >= (long)MaxBatchesAhead * _options.IndexBatchSize;

    private bool Apply(WriteOperation operation)
    {
        if (operation.ExtendsLog && _indexFailure is not null && IsTooFarAhead)
        {
            operation.Fail(new EventStoreUnavailableException(
                $"The index could not be written since {_index.TailCount:n0} events; nothing was stored. Remove the cause and try again.", _indexFailure));
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

    /// <summary>Takes the write lock and reads what other processes have written, if they have: only then can anything be decided.</summary>
    private void Begin()
    {
        var start = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (!_begin.TryExecute())
        {
            if (Stopwatch.GetElapsedTime(start) > _options.BusyTimeout) throw new SqliteFailure(SQLitePCL.raw.SQLITE_BUSY, "another process is writing", _options.Path);
            spin.SpinOnce();
        }
        if (_connection.DataVersion() == _seen) return;
        _index.Refresh(_reader, isWriter: true);
        _seen = _connection.DataVersion();
    }

    private void WriteIndexWhenDue()
    {
        var tail = _index.TailCount;
        if (tail < _options.IndexBatchSize) _retryIndexAt = 0;
        else if (tail >= _retryIndexAt) WriteIndex();
    }

    private void WriteIndex()
    {
        try
        {
            Begin();
            var batch = _index.Batch();
            _indexWriter.Write(batch);
            _commit.Execute();
            _index.Written(batch);
            _seen = _connection.DataVersion();
            _indexFailure = null;
            _checkpointer.Committed(_connection);
        }
        catch (Exception e) when (e is SqliteFailure or EventStoreException or FormatException)
        {
            // The index in memory still has everything. It is tried again when the log is a batch longer; appends, which do not need
            // it, go on until the log is too far ahead, and from then on it is tried before each commit.
            RollBack();
            (_indexFailure, _retryIndexAt) = (e, _index.TailCount + _options.IndexBatchSize);
        }
    }

    private void RollBack()
    {
        _seen = null;
        try
        {
            if (_connection.InTransaction) _rollback.Execute();
        }
        catch (SqliteFailure)
        {
            // SQLite has rolled back by itself, or the next BEGIN says what is wrong.
        }
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
            RollBack();
            return false;
        }
    }

    /// <returns>Whether nothing of what failed is in the log; a copy that another process has stored would be.</returns>
    private bool Settle()
    {
        Begin();
        _transaction.Reset();
        var isStored = _failedFlush.IsStored(_transaction);
        _failedFlush.Overwrite();
        _commit.Execute();
        _failedFlush.Close();
        return !isStored;
    }

    /// <summary>Refuses to acknowledge what nobody would find again. Two system calls for a commit.</summary>
    private void CheckFile()
    {
        _hasMoved = _connection.HasMoved() || !_log.Exists;
        if (_hasMoved)
        {
            throw new EventStoreUnavailableException(
                $"'{_options.Path}' or '{_options.Path}-wal' was deleted, renamed or replaced while it was open. Put both back, or close the store and open it again.");
        }
    }

    private Exception Error(Exception e, WriteOperation operation, bool isOpen) => e switch
    {
        _ when isOpen || _failedFlush.Holds(operation) => operation.OutcomeUnknown(e),
        SqliteFailure failure => failure.ToStoreException(),
        EventStoreException => e,
        _ => new EventStoreUnavailableException("The writer failed; nothing was stored.", e),
    };

    /// <summary>Notes how far the log goes, so that an end that is lost while the file is closed will be missed.</summary>
    private void NoteEnd()
    {
        try
        {
            // When another process is writing, it is the one that closes the file later.
            if (!_begin.TryExecute()) return;
            _indexWriter.WriteMark(_reader.Tip());
            _commit.Execute();
        }
        catch (Exception e) when (e is SqliteFailure or EventStoreException)
        {
            // Whatever is wrong with the file, the next opening says it.
            RollBack();
        }
    }

    public void Dispose()
    {
        NoteEnd();
        _connection.Dispose();
    }
}
