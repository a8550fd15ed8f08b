namespace SmartCampus.Events;

/// <summary>Positions at which readers have stopped and a commit ends, as far as they are remembered.</summary>
internal sealed class KnownEnds
{
    private const int MaxCount = 4_096;

    private readonly Lock _lock = new();
    private readonly HashSet<long> _ends = [];

    public bool Contains(long position)
    {
        lock (_lock) return position == 0 || _ends.Contains(position);
    }

    public void Add(long position)
    {
        lock (_lock)
        {
            if (_ends.Count >= MaxCount) _ends.Clear();
            _ends.Add(position);
        }
    }
}
