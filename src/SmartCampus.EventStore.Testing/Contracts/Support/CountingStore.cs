namespace SmartCampus.Events.Testing;

/// <summary>Counts the pages of all streams that are read through it.</summary>
internal sealed class CountingStore(IEventStore inner) : DelegatingEventStore(inner)
{
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    public override ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return Inner.ReadAllPageAsync(options, cancellationToken);
    }
}
