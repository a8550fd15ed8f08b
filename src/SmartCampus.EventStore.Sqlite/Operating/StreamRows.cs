namespace SmartCampus.Events;

/// <summary>A walk over rows that begin with a stream's name, in the order of the names' bytes.</summary>
internal sealed class StreamRows(Statement row)
{
    public Statement Row => row;

    public bool IsAtEnd { get; private set; }

    public ReadOnlySpan<byte> Name => row.Bytes(0);

    public void Next() => IsAtEnd = !row.Step();

    public bool IsAt(ReadOnlySpan<byte> name) => !IsAtEnd && Name.SequenceEqual(name);
}
