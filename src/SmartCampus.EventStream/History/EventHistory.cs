namespace SmartCampus.Streams;

/// <summary>Numbers and times events and keeps the last of them in a ring. Its owner's lock guards it.</summary>
internal sealed class EventHistory(string stream, int size, CoarseClock clock)
{
    private readonly (object Event, long Time)[] _ring = new (object, long)[size];
    private int _next;
    private long _lastTime;
    private long _lostTime;

    /// <summary>The position of the last event; 0 when there was none.</summary>
    public long Head { get; private set; }

    public bool IsKept => _ring.Length > 0;

    private long OldestKept => Math.Max(1, Head - _ring.Length + 1);

    public Entry Append(object @event, EntryContext? context)
    {
        // A clock that is set back must not make a replay from a time skip anything.
        _lastTime = Math.Max(_lastTime, clock.Ticks);
        Head++;
        if (_ring.Length == 0) _lostTime = _lastTime;
        else
        {
            ref var slot = ref _ring[_next];
            if (Head > _ring.Length) _lostTime = slot.Time;
            slot = (@event, _lastTime);
            if (++_next == _ring.Length) _next = 0;
        }
        return new Entry(@event, Head, _lastTime, context);
    }

    /// <summary>The position where a subscriber or reader begins.</summary>
    /// <exception cref="HistoryNotKeptException">It is no longer kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It lies behind the next event.</exception>
    public long Resolve(StartAt from)
    {
        var first = from switch
        {
            { FromPosition: 0 } => OldestKept,
            { FromPosition: { } position } => position,
            { FromTime: { } start } => FirstSince(start.UtcTicks),
            _ => Head + 1,
        };
        if (first > Head + 1) throw new ArgumentOutOfRangeException(nameof(from), first, $"The event stream '{stream}' has {Head} events. Positions begin at 1 with each new stream.");
        if (first < OldestKept) throw new HistoryNotKeptException(stream, from.ToString(), OldestKept);
        return first;
    }

    /// <summary>A kept event.</summary>
    /// <exception cref="HistoryNotKeptException">It is no longer kept.</exception>
    public Entry Read(long position)
    {
        if (position < OldestKept) throw new HistoryNotKeptException(stream, $"position {position}", OldestKept);
        var (@event, published) = At(position);
        return new Entry(@event, position, published, null);
    }

    private (object Event, long Time) At(long position) => _ring[(int)((position - 1) % _ring.Length)];

    private long FirstSince(long start)
    {
        if (OldestKept > 1 && start <= _lostTime) return OldestKept - 1;
        long low = OldestKept, high = Head + 1;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (At(middle).Time < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
