using System.Text;

namespace SmartCampus.Events;

/// <summary>Bytes that grow at their end.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[64];
    private int _length;

    /// <summary>What was written: valid until more is, or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Varint(long value)
    {
        Reserve(9);
        for (; value >= 0x80; value >>= 7) _bytes[_length++] = (byte)(value | 0x80);
        _bytes[_length++] = (byte)value;
    }

    /// <summary>Writes text of ASCII characters: their number, and they.</summary>
    public void Ascii(string text)
    {
        Varint(text.Length);
        Reserve(text.Length);
        _length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(_length));
    }

    public byte[] ToArray() => _bytes[.._length];

    private void Reserve(int more)
    {
        if (_length + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_length + more, _bytes.Length * 2));
    }
}
