namespace SmartCampus.RegistrationDay.Tests.Itc;

/// <summary>A document that begins well and never ends.</summary>
internal sealed class OversizeStream(bool canSeek) : Stream
{
    private static readonly byte[] Head = "<problem name='a' nrDays='7' slotsPerDay='288' nrWeeks='4'><distributions>"u8.ToArray();

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? 64L * 1024 * 1024 + 1 : throw new NotSupportedException();

    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            buffer[offset + i] = BytesRead < Head.Length ? Head[BytesRead] : "<a/>"u8[(int)((BytesRead - Head.Length) % 4)];
            BytesRead++;
        }

        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
