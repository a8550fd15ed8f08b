using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>The one thread of a store that writes: it takes what waits, commits it together, and only then answers.</summary>
internal sealed class Writer
{
    private const int MaxOperations = 1_024;
    private const long MaxBytes = 16 * 1024 * 1024;

    // A monitor and not a channel: a channel would wake the thread by way of the thread pool, one switch more for each lonely append.
    private readonly object _gate = new();
    private readonly Queue<WriteOperation> _queue = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GroupCommit _commit;
    private readonly List<WriteOperation> _group = new(MaxOperations);
    private long _groupBytes, _gatheringSince;
    private int _wanted = 1;
    private bool _isIdle, _isClosed;

    public Writer(GroupCommit commit, string name)
    {
        _commit = commit;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>How many operations wait to be taken.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    /// <summary>Hands an operation over.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void Submit(WriteOperation operation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteEventStore));
            _queue.Enqueue(operation);
            if (_isIdle) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes nothing more, finishes what was taken, and ends.</summary>
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
        var gather = Gather;
        while (Wait())
        {
            Drain();
            _gatheringSince = Stopwatch.GetTimestamp();
            _commit.Run(_group, gather);
            // With one client at work its next append comes only after this answer: waiting for more would be idle time.
            _wanted = _group.Count;
            _group.Clear();
            _groupBytes = 0;
        }
        _commit.Dispose();
        _ended.SetResult();
    }

    /// <summary>Sleeps until there is something to do; false when there never will be.</summary>
    private bool Wait()
    {
        StayAwake();
        lock (_gate)
        {
            while (_queue.Count == 0 && !_isClosed)
            {
                _isIdle = true;
                Monitor.Wait(_gate);
                _isIdle = false;
            }
            return _queue.Count > 0;
        }
    }

    /// <summary>
    /// Waits a moment for the caller who was just answered, if it has more to write. To wake a sleeping thread costs a lonely caller
    /// about a quarter of its commit.
    /// </summary>
    private void StayAwake()
    {
        var start = Stopwatch.GetTimestamp();
        while (Waiting == 0 && Stopwatch.GetElapsedTime(start).TotalMicroseconds < 100) Thread.Yield();
    }

    private bool Drain()
    {
        var before = _group.Count;
        lock (_gate)
        {
            while (_group.Count < MaxOperations && _groupBytes < MaxBytes && _queue.TryDequeue(out var operation))
            {
                if (!operation.TryTake()) continue;
                _group.Add(operation);
                _groupBytes += operation.Bytes;
            }
        }
        return _group.Count > before;
    }

    /// <summary>
    /// Lets the clients that were just answered join this commit instead of missing it: until as many are there as last time, at most
    /// 300 µs, at most 100 µs after the last one.
    /// </summary>
    private bool Gather()
    {
        for (var latest = Stopwatch.GetTimestamp(); _group.Count < _wanted && _groupBytes < MaxBytes; Thread.Yield())
        {
            if (Drain()) return true;
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(_gatheringSince, now).TotalMicroseconds > 300 || Stopwatch.GetElapsedTime(latest, now).TotalMicroseconds > 100) return false;
        }
        return false;
    }
}
