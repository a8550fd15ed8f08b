namespace SmartCampus.Events;

/// <summary>Counts what is wrong, and keeps what lies lowest in the log.</summary>
internal sealed class IntegrityFindings
{
    private const int MaxKept = 100;

    private readonly SortedSet<(long Position, long Order, string Message)> _kept = [];

    public long Count { get; private set; }

    public void Add(long position, string message)
    {
        _kept.Add((position, Count++, message));
        if (_kept.Count > MaxKept) _kept.Remove(_kept.Max);
    }

    /// <summary>Adds what has no position.</summary>
    public void Add(string message) => Add(0, message);

    public List<IntegrityFinding> ToList() =>
        [.. _kept.Select(f => new IntegrityFinding(f.Position > 0 ? new GlobalPosition(f.Position) : null, f.Message))];
}
