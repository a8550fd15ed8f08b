namespace SmartCampus.Events;

/// <summary>Checks what lies beside the log.</summary>
/// <param name="connection">A connection in a read transaction.</param>
/// <param name="findings">Where to note what is wrong.</param>
internal sealed class SideCheck(Connection connection, IntegrityFindings findings)
{
    public void Run()
    {
        CheckSnapshots();
        CheckStore();
        Check($"select {SideRows.Group} from checkpoints", row => SideRows.GroupChecksum(row) == row.Int64(6) && row.Int64(5) is 0 or 1, "The checkpoint");
        Check($"select {SideRows.Letter} from dead_letters", row => SideRows.LetterChecksum(row) == row.Int64(7), "A dead letter");
    }

    private void CheckSnapshots()
    {
        using var row = connection.Prepare("select stream, schema, version, state, checksum from snapshots");
        while (row.Step())
        {
            var version = row.Int64(2);
            if (Checksums.OfRow(row.Bytes(0), row.Bytes(3), version, (long)Checksums.Of(row.Bytes(1))) == row.Int64(4)) continue;
            findings.Add($"The snapshot of stream '{row.Text(0)}' at version {version} is not what was written; readers pass over it.");
        }
    }

    private void CheckStore()
    {
        try
        {
            SideRows.StoreId(connection);
        }
        catch (CorruptEventException)
        {
            findings.Add("The store's identity is not what was written.");
        }
    }

    private void Check(string rows, Func<Statement, bool> isSound, string what)
    {
        using var row = connection.Prepare(rows);
        while (row.Step())
        {
            if (!isSound(row)) findings.Add($"{what} of group '{row.Text(0)}' is not what was written.");
        }
    }
}
