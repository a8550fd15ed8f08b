namespace SmartCampus.Locking;

/// <summary>Calls what is due, on a thread of its own, so that neither a starved thread pool nor a hanging file keeps it from that.</summary>
internal sealed class DeadlineWatch : IDisposable
{
    private readonly object _gate = new();
    private readonly List<(long Due, IDeadline Item)> _heap = [];
    private readonly MonotonicClock _clock;
    private readonly ITimer? _timer;
    private bool _isClosed;

    public DeadlineWatch(MonotonicClock clock, string name)
    {
        _clock = clock;
        // A clock that is not the system's does not run while a thread sleeps: it must call.
        if (clock.Time != TimeProvider.System) _timer = clock.Time.CreateTimer(_ => CallDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.AboveNormal }.Start();
    }

    /// <summary>Sets or moves an item's time.</summary>
    public void Set(IDeadline item, long due)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            if (item.Index < 0)
            {
                item.Index = _heap.Count;
                _heap.Add((due, item));
            }
            else
            {
                _heap[item.Index] = (due, item);
            }
            Sift(item.Index);
            if (item.Index == 0) Wake();
        }
    }

    public void Remove(IDeadline item)
    {
        lock (_gate)
        {
            var index = item.Index;
            if (index < 0) return;
            item.Index = -1;
            var last = _heap[^1];
            _heap.RemoveAt(_heap.Count - 1);
            if (last.Item == item) return;
            _heap[index] = last;
            last.Item.Index = index;
            Sift(index);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _heap.Clear();
            Wake();
        }
        _timer?.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            CallDue();
            lock (_gate)
            {
                if (_isClosed) return;
                var wait = _heap.Count == 0 ? Timeout.Infinite : (int)Math.Min((_heap[0].Due - _clock.Now) / TimeSpan.TicksPerMillisecond, int.MaxValue);
                if (wait != 0) Monitor.Wait(_gate, Math.Max(wait, Timeout.Infinite));
            }
            // A sleep may last a millisecond too long: the last one is spent awake.
            Thread.Yield();
        }
    }

    private void Wake()
    {
        if (_timer is null) Monitor.Pulse(_gate);
        else if (_heap.Count > 0) _timer.Change(TimeSpan.FromTicks(Math.Max(0, _heap[0].Due - _clock.Now)), Timeout.InfiniteTimeSpan);
    }

    private void CallDue()
    {
        while (Next() is { } item)
        {
            var next = item.OnDue(_clock.Now);
            if (next != long.MaxValue) Set(item, next);
        }
        lock (_gate)
        {
            if (_timer is not null && !_isClosed) Wake();
        }
    }

    private IDeadline? Next()
    {
        IDeadline item;
        lock (_gate)
        {
            if (_heap.Count == 0 || _heap[0].Due > _clock.Now) return null;
            item = _heap[0].Item;
        }
        Remove(item);
        return item;
    }

    private void Sift(int index)
    {
        for (int parent; index > 0 && _heap[parent = (index - 1) / 2].Due > _heap[index].Due; index = parent) Swap(index, parent);
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _heap.Count) return;
            if (child + 1 < _heap.Count && _heap[child + 1].Due < _heap[child].Due) child++;
            if (_heap[child].Due >= _heap[index].Due) return;
            Swap(index, child);
            index = child;
        }
    }

    private void Swap(int one, int other)
    {
        (_heap[one], _heap[other]) = (_heap[other], _heap[one]);
        (_heap[one].Item.Index, _heap[other].Item.Index) = (one, other);
    }
}
