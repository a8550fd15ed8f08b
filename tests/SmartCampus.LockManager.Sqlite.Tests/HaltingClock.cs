namespace SmartCampus.Locking.Tests;

/// <summary>A clock that is set by hand, and at which the writer thread can be held up.</summary>
internal sealed class HaltingClock : TimeProvider, IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0), _go = new(0);
    private long _now;
    private int _halts;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Move(TimeSpan by) => Interlocked.Add(ref _now, by.Ticks);

    /// <summary>Holds the writer up when it next looks, and again whenever it was let go, so many times.</summary>
    public void Halt(int times = 1) => Volatile.Write(ref _halts, times);

    public Task ArrivalAsync(CancellationToken cancellationToken) => _arrived.WaitAsync(cancellationToken);

    public void LetGo() => _go.Release();

    public override long GetTimestamp()
    {
        if (Volatile.Read(ref _halts) > 0 && Thread.CurrentThread.Name?.StartsWith("Locks of", StringComparison.Ordinal) == true)
        {
            Interlocked.Decrement(ref _halts);
            _arrived.Release();
            _go.Wait();
        }
        return Interlocked.Read(ref _now);
    }

    public void Dispose()
    {
        _arrived.Dispose();
        _go.Dispose();
    }
}
