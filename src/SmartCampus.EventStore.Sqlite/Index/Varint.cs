namespace SmartCampus.Events;

/// <summary>Numbers in as few bytes as they need: seven bits each, lowest first, the high bit says that more follow (LEB128).</summary>
internal static class Varint
{
    public static long Read(ref ReadOnlySpan<byte> from)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (from.IsEmpty || shift > 56) throw new FormatException("A number is cut short.");
            var next = from[0];
            from = from[1..];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
