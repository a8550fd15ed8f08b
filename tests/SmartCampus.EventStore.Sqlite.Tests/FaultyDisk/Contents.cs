namespace SmartCampus.Events.Tests;

/// <summary>The bytes of a file; what was never written is zero.</summary>
internal sealed class Contents
{
    private byte[] _bytes;

    public Contents(ReadOnlySpan<byte> bytes) => (_bytes, Length) = (bytes.ToArray(), bytes.Length);

    public int Length { get; private set; }

    public void Write(long offset, ReadOnlySpan<byte> data)
    {
        var end = checked((int)offset + data.Length);
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        data.CopyTo(_bytes.AsSpan((int)offset));
        Length = Math.Max(Length, end);
    }

    /// <summary>Makes the file shorter, or longer with zeros.</summary>
    public void Resize(long size)
    {
        if (size < Length) _bytes.AsSpan((int)size, Length - (int)size).Clear();
        else if (size > _bytes.Length) Array.Resize(ref _bytes, (int)size);
        Length = (int)size;
    }

    public byte[] ToArray() => _bytes[..Length];
}
