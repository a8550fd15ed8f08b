using System.Diagnostics;

namespace SmartCampus.Locking;

/// <summary>The one thread of a manager that talks to the file: it does what waits in one commit, and then answers; in between it looks for what others did.</summary>
internal sealed class LockWriter
{
    private const int MaxOperations = 256;
    private readonly object _gate = new();
    private readonly Queue<ILockOperation> _queue = new();
    private readonly List<ILockOperation> _batch = new(MaxOperations);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _pollInterval;
    private readonly LockTransaction _transaction;
    private readonly LockTable _table;
    private readonly string _path;
    private TimeSpan _pollDelay = TimeSpan.FromMilliseconds(1);
    private long _polledAt;
    private int _waiting;
    private bool _isIdle, _isClosed;

    public LockWriter(LockTransaction transaction, LockTable table, TimeSpan pollInterval, string path)
    {
        (_transaction, _table, _pollInterval, _path) = (transaction, table, pollInterval, path);
        new Thread(Run) { IsBackground = true, Name = $"Locks of {Path.GetFileName(path)}" }.Start();
    }

    /// <summary>Hands an operation over.</summary>
    /// <returns>False when the writer has been stopped.</returns>
    public bool Submit(ILockOperation operation)
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _queue.Enqueue(operation);
            _waiting = _queue.Count;
            if (_isIdle) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes nothing more, gives up all locks, and ends.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
        return _ended.Task;
    }

    private void Run()
    {
        while (Wait())
        {
            Attempt(() =>
            {
                foreach (var operation in _batch) operation.Run(_table);
                if (IsPollDue()) Poll();
                if (_batch.Count == 0 && _table.IsSweepDue) _table.Sweep();
            });
        }
        Attempt(_table.Close);
        _ended.SetResult();
    }

    /// <summary>Sleeps until there is something to do or to look for; false when there never will be.</summary>
    private bool Wait()
    {
        if (_batch.Count > 0) StayAwake();
        _batch.Clear();
        lock (_gate)
        {
            while (_queue.Count == 0 && !_isClosed)
            {
                if (_table.IsSweepDue) return true;
                var wait = Timeout.Infinite;
                if (_table.IsInUse && (wait = (int)Math.Ceiling((_pollDelay - Stopwatch.GetElapsedTime(_polledAt)).TotalMilliseconds)) <= 0) return true;
                _isIdle = true;
                Monitor.Wait(_gate, wait);
                _isIdle = false;
            }
            while (_batch.Count < MaxOperations && _queue.TryDequeue(out var operation)) _batch.Add(operation);
            _waiting = _queue.Count;
            return _batch.Count > 0;
        }
    }

    /// <summary>
    /// Waits a moment for the callers who were just answered: to wake a sleeping thread costs more than a commit.
    /// </summary>
    private void StayAwake()
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _waiting) == 0 && Stopwatch.GetElapsedTime(start).TotalMicroseconds < 100) Thread.Yield();
    }

    private bool IsPollDue() => _table.IsInUse && Stopwatch.GetElapsedTime(_polledAt) >= _pollDelay;

    private void Poll()
    {
        _polledAt = Stopwatch.GetTimestamp();
        var hasChanged = _table.Poll();
        var slower = _pollDelay * 1.5;
        _pollDelay = hasChanged ? TimeSpan.FromMilliseconds(1) : slower < _pollInterval ? slower : _pollInterval;
    }

    private void Attempt(Action work)
    {
        try
        {
            work();
            _transaction.Commit();
            _table.Committed();
        }
#pragma warning disable CA1031 // Whatever went wrong, those who wait are told, and the thread goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = LockFailure.From(e, _path);
            _transaction.Rollback(error);
            foreach (var operation in _batch) operation.Fail(error);
            _table.Fail(error);
        }
    }
}
