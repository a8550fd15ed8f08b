using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>Writes a copy of a store's file while it is in use.</summary>
internal static class FileBackup
{
    /// <summary>Copies what was committed before the call.</summary>
    /// <returns>The last position in the copy.</returns>
    public static long Write(string from, string to, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        // Beside the target, so that moving it there is one change of one folder.
        var partial = $"{to}.{Guid.NewGuid():n}.partial";
        try
        {
            Copy(from, partial, busyTimeout, cancellationToken);
            var last = Flush(partial);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(partial, to, overwrite: false);
            FolderFlush.Run(Path.GetDirectoryName(to)!);
            return last;
        }
        catch (SqliteFailure e) when (e.IsInterrupt)
        {
            throw new OperationCanceledException("The backup was cancelled; nothing of it was left behind.", e, cancellationToken);
        }
        catch (SqliteFailure e) when (e.IsBusy || e.IsDamage)
        {
            throw e.ToStoreException();
        }
        catch (IOException) when (Path.Exists(to))
        {
            throw AlreadyThere(to);
        }
        catch (Exception e) when (e is SqliteFailure or IOException or UnauthorizedAccessException)
        {
            throw new EventStoreUnavailableException(
                $"The backup '{to}' could not be written; nothing of it was left behind. See that its disk has room and its folder can be written to, and try again.", e);
        }
        finally
        {
            File.Delete(partial);
            // SQLite leaves it when a write has failed.
            File.Delete($"{partial}-journal");
        }
    }

    /// <summary>Refuses a path that cannot be a backup's.</summary>
    public static void Check(string to)
    {
        if (Path.Exists(to)) throw AlreadyThere(to);
        if (!Directory.Exists(Path.GetDirectoryName(to))) throw new EventStoreUnavailableException($"The folder of '{to}' does not exist. Create it, or choose another path.");
    }

    private static ArgumentException AlreadyThere(string to) => new($"'{to}' exists. Choose another path for the backup, or remove it first.");

    private static void Copy(string from, string to, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        using var connection = new Connection(from, raw.SQLITE_OPEN_READWRITE);
        connection.WaitWhenBusy(busyTimeout);
        connection.CancelBy(cancellationToken);
        connection.Prepare("vacuum into ?1").BindText(1, to).Execute();
    }

    /// <summary>Brings the copy to the disk: VACUUM INTO promises nothing of the kind.</summary>
    private static long Flush(string path)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        using var connection = new Connection(path, raw.SQLITE_OPEN_READONLY);
        return new IndexReader(connection).Tip().Last;
    }
}
