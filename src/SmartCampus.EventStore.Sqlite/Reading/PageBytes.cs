namespace SmartCampus.Events;

/// <summary>Keeps the bytes of a page's events in few large arrays.</summary>
/// <param name="expectedEvents">How many events the page is likely to hold.</param>
internal sealed class PageBytes(long expectedEvents)
{
    /// <summary>A page takes no more events when it holds so many bytes.</summary>
    public const long MaxLength = 4 * 1024 * 1024;

    /// <summary>Below the size from which on arrays go to the large object heap.</summary>
    private const int MaxChunk = 64 * 1024;

    private byte[] _chunk = [];
    private int _used;
    private long _length;

    public bool IsFull => _length >= MaxLength;

    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return default;
        if (bytes.Length > _chunk.Length - _used)
        {
            // Every byte that is given away is written first.
            _chunk = GC.AllocateUninitializedArray<byte>((int)Math.Max(bytes.Length, Math.Min(MaxChunk, bytes.Length * expectedEvents)));
            _used = 0;
        }
        var kept = _chunk.AsMemory(_used, bytes.Length);
        bytes.CopyTo(kept.Span);
        _used += bytes.Length;
        _length += bytes.Length;
        return kept;
    }
}
