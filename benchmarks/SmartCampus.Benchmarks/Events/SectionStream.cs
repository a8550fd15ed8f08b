using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Events;

/// <summary>A stream under both of its names: systems differ in what they use.</summary>
internal sealed class SectionStream
{
    private readonly byte[] _bytes;

    public SectionStream()
    {
        _bytes = Key.ToByteArray();
        Id = new StreamId($"section-{Key:N}");
    }

    public Guid Key { get; } = Guid.NewGuid();

    public StreamId Id { get; }

    /// <summary>The 16 bytes of <see cref="Key"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;
}
