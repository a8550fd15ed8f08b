using System.Text;

namespace SmartCampus.Events;

/// <summary>The rows of consumer groups, dead letters and the store itself, and their checksums.</summary>
internal static class SideRows
{
    /// <summary>The columns of a group as <see cref="GroupChecksum(Statement)"/> takes them; the checksum comes after them.</summary>
    public const string Group = "consumer_group, position, epoch, owner, expires_at, released, checksum";

    /// <summary>The columns of a letter as <see cref="LetterChecksum(Statement)"/> takes them; the checksum comes after them.</summary>
    public const string Letter = "consumer_group, position, stream, event_type, reason, attempts, failed_at, checksum";

    /// <summary>Gives the group that a statement stands on.</summary>
    /// <exception cref="CorruptEventException">It is not what was written.</exception>
    public static GroupState GroupState(Statement row)
    {
        if (GroupChecksum(row) != row.Int64(6))
            throw new CorruptEventException(new GlobalPosition(row.Int64(1)), $"the checkpoint of group '{row.Text(0)}' is not what was written.");
        return State(row);
    }

    /// <summary>Gives the letter that a statement stands on.</summary>
    /// <exception cref="CorruptEventException">It is not what was written.</exception>
    public static DeadLetter DeadLetter(Statement row)
    {
        if (LetterChecksum(row) != row.Int64(7))
            throw new CorruptEventException(new GlobalPosition(row.Int64(1)), $"a dead letter of group '{row.Text(0)}' is not what was written.");
        return new DeadLetter(
            row.Text(0), new StreamId(row.Text(2)), new GlobalPosition(row.Int64(1)), row.Text(3), row.Text(4), (int)row.Int64(5),
            new DateTimeOffset(row.Int64(6), TimeSpan.Zero));
    }

    public static long GroupChecksum(Statement row) =>
        GroupChecksum(row.Bytes(0), row.Bytes(3), State(row));

    public static long GroupChecksum(ReadOnlySpan<byte> group, ReadOnlySpan<byte> owner, in GroupState state) =>
        Checksums.OfRow(group, owner, state.Epoch, state.Released ? 1 : 0, state.ExpiresAt, state.Position);

    public static long LetterChecksum(Statement row) =>
        LetterChecksum(row.Bytes(0), row.Int64(1), row.Bytes(2), row.Bytes(3), row.Bytes(4), row.Int64(5), row.Int64(6));

    public static long LetterChecksum(DeadLetter letter) => LetterChecksum(
        Encoding.UTF8.GetBytes(letter.Group), letter.Position.Value, Encoding.UTF8.GetBytes(letter.Stream.Value), Encoding.UTF8.GetBytes(letter.EventType),
        Encoding.UTF8.GetBytes(letter.Reason), letter.Attempts, letter.FailedAt.UtcTicks);

    /// <summary>Gives the store's identity.</summary>
    /// <exception cref="CorruptEventException">It is not what was written.</exception>
    public static Guid StoreId(Connection connection)
    {
        using var row = connection.Prepare("select store_id, checksum from store");
        if (!row.Step() || row.Bytes(0).Length != 16 || StoreChecksum(row.Bytes(0)) != row.Int64(1))
            throw new CorruptEventException(default, "the store's identity is not what was written.");
        return new Guid(row.Bytes(0), bigEndian: true);
    }

    public static long StoreChecksum(ReadOnlySpan<byte> id) => Checksums.OfRow(id, []);

    private static GroupState State(Statement row) => new(row.Int64(2), row.Int64(5) != 0, row.Int64(4), row.Int64(1));

    private static long LetterChecksum(
        ReadOnlySpan<byte> group, long position, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> reason, long attempts, long failedAt) =>
        Checksums.OfRow(group, reason, position, (long)Checksums.Of(stream), (long)Checksums.Of(type), attempts, failedAt);
}
