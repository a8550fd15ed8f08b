namespace SmartCampus.Events;

/// <summary>The bytes of a run: each position as the distance from the one before, the first one from 0, as varints.</summary>
internal static class PackedPositions
{
    /// <summary>The greatest number of positions in a run; more makes a page's positions fewer look-ups, and each change dearer.</summary>
    public const int MaxCount = 256;

    public static byte[] Write(ReadOnlySpan<long> positions)
    {
        var to = new ByteWriter();
        long before = 0;
        foreach (var position in positions)
        {
            to.Varint(position - before);
            before = position;
        }
        return to.ToArray();
    }

    public static void Read(ReadOnlySpan<byte> from, List<long> to)
    {
        long position = 0;
        while (!from.IsEmpty) to.Add(position += Varint.Read(ref from));
    }
}
