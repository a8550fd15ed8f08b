namespace SmartCampus.Events;

/// <summary>Bytes that grow at their end.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[64];

    public int Length { get; private set; }

    public void Varint(long value)
    {
        Reserve(9);
        for (; value >= 0x80; value >>= 7) _bytes[Length++] = (byte)(value | 0x80);
        _bytes[Length++] = (byte)value;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public byte[] ToArray() => _bytes[..Length];

    private void Reserve(int more)
    {
        if (Length + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(Length + more, _bytes.Length * 2));
    }
}
