namespace SmartCampus.Events.Tests;

/// <summary>An error that a disk gives instead of doing what it is asked, until it is disposed.</summary>
internal sealed class DiskFault(DiskPart part, DiskCall call, int code) : IDisposable
{
    private int _calls, _hits;
    private volatile bool _isOver;

    /// <summary>The error code that SQLite gets.</summary>
    public int Code => code;

    /// <summary>How many calls go well before the first one fails.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls fail.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Whether a write that fails has written its first half.</summary>
    public bool IsTorn { get; init; }

    /// <summary>
    /// Whether what a failed flush should have written is given up: the operating system takes it for written, and no later flush
    /// tries again, as Linux does.
    /// </summary>
    public bool Forgets { get; init; }

    /// <summary>How many calls have failed.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether this call fails.</summary>
    public bool Strikes(DiskPart at, DiskCall what)
    {
        if (_isOver || at != part || what != call) return false;
        var number = Interlocked.Increment(ref _calls) - 1 - Skip;
        if (number < 0 || number >= Times) return false;
        Interlocked.Increment(ref _hits);
        return true;
    }

    public void Dispose() => _isOver = true;
}
