namespace SmartCampus.Benchmarks.Locking;

/// <summary>What a lock guards: it notices when two are inside.</summary>
/// <param name="yields">Whether whoever is inside gives up its thread there.</param>
internal class GuardedSection(bool yields)
{
    private int _inside;
    private int _overlaps;

    /// <summary>How often somebody met another inside.</summary>
    public int Overlaps => _overlaps;

    public bool Yields => yields;

    /// <summary>How many are inside.</summary>
    protected virtual ref int Inside => ref _inside;

    public void Enter()
    {
        if (Interlocked.Increment(ref Inside) != 1) Interlocked.Increment(ref _overlaps);
    }

    public void Leave() => Interlocked.Decrement(ref Inside);
}
