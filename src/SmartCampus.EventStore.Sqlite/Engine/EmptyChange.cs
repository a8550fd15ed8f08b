namespace SmartCampus.Events;

/// <summary>A change that writes a page to the write-ahead log, and leaves the tables as they were. For commits that only have to be flushed.</summary>
/// <remarks>A row is added and removed in one transaction: to write one again as it was would not do, since SQLite leaves a page alone that does not change.</remarks>
internal sealed class EmptyChange(Connection connection)
{
    // No stream has an empty name.
    private readonly Statement _put = connection.Prepare(
        "insert into streams (stream, head, token, truncated_before, deleted_through, tombstoned, checksum) values ('', 0, 0, 0, 0, 0, 0)");

    private readonly Statement _remove = connection.Prepare("delete from streams where stream = ''");

    /// <summary>Writes it inside the caller's transaction.</summary>
    public void Write()
    {
        _put.Execute();
        _remove.Execute();
    }
}
