namespace SmartCampus.Benchmarks.Locking;

/// <summary>What a lock guards: it notices when two are inside.</summary>
/// <param name="yields">Whether whoever is inside gives up its thread there.</param>
internal sealed class GuardedSection(bool yields)
{
    private int _inside;
    private int _overlaps;

    /// <summary>How often somebody met another inside.</summary>
    public int Overlaps => _overlaps;

    public bool Yields => yields;

    public void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1) Interlocked.Increment(ref _overlaps);
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
