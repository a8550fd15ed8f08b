namespace SmartCampus.Events;

/// <summary>A row of <c>commits</c>: the commits of a range of ids, in the order of the ids.</summary>
/// <param name="First">The id with which the range begins; the empty one, which no commit has, in the first block.</param>
/// <param name="Commits">The entries, one after the other; see <see cref="CommitEntry"/>.</param>
/// <param name="Next">Where the next block begins; the empty one when there is none.</param>
internal sealed record CommitBlock(Guid First, byte[] Commits, Guid Next)
{
    public const string Columns = "first, commits, next, checksum";

    /// <summary>Whether an id belongs to a block further on.</summary>
    public bool EndsBefore(Guid id) => Next != Guid.Empty && id.CompareTo(Next) >= 0;

    /// <summary>Reads and verifies the row that a statement with <see cref="Columns"/> stands on.</summary>
    /// <exception cref="CorruptEventException">It is not what was written.</exception>
    public static CommitBlock Read(Statement row)
    {
        ReadOnlySpan<byte> first = row.Bytes(0), commits = row.Bytes(1), next = row.Bytes(2);
        return first.Length == 16 && next.Length == 16 && Checksum(first, commits, next) == row.Int64(3)
            ? new CommitBlock(new Guid(first, bigEndian: true), commits.ToArray(), new Guid(next, bigEndian: true))
            : throw new CorruptEventException(default, $"the index of the commits from {(first.Length == 16 ? new Guid(first, bigEndian: true) : "?")} on is not what was written.");
    }

    public static long Checksum(ReadOnlySpan<byte> first, ReadOnlySpan<byte> commits, ReadOnlySpan<byte> next) =>
        Checksums.OfRow(first, commits, (long)Checksums.Of(next));
}
