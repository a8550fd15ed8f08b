using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>What makes a file ours, and of which format.</summary>
internal static class Schema
{
    /// <summary>"SCev" in ASCII, in the file's header.</summary>
    private const long ApplicationId = 0x53436576;

    /// <summary>Refuses what is not ours before anything opens it for writing.</summary>
    /// <returns>Whether there is a store already; false when a file is to be made.</returns>
    /// <exception cref="EventStoreFormatException">It is no event store, or a newer one.</exception>
    /// <exception cref="EventStoreUnavailableException">Its folder is missing.</exception>
    public static bool Inspect(string path)
    {
        if (Directory.Exists(path)) throw new EventStoreFormatException($"'{path}' is a folder. Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new EventStoreUnavailableException($"The folder of '{path}' does not exist. Create it, or choose another path.");
        // Looked for first: when another process is making the store, the file has its tables before it has a log beside it.
        var strayLog = StrayLog(path);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0)
        {
            // SQLite would delete it, or share it with a process that still has the lost file open.
            return strayLog is null ? false : throw new EventStoreFormatException(
                $"'{path}' is missing or empty, and '{strayLog}' beside it belongs to another database or to a lost one. Nothing was changed; put the file back that it belongs to, or move it away.");
        }
        // SQLite takes a file of one byte for an empty one.
        return file.Length == 1 ? throw NoSqliteFile(path) : InspectHeader(path, hasLog: strayLog is not null);
    }

    private static string? StrayLog(string path)
    {
        var log = new FileInfo($"{path}-wal");
        if (log is { Exists: true, Length: > 0 }) return log.FullName;
        return File.Exists($"{path}-shm") ? $"{path}-shm" : null;
    }

    private static bool InspectHeader(string path, bool hasLog)
    {
        // "immutable" reads the file without locks and without making the files of a write-ahead log beside it. Opening it
        // by any other means than SQLite would drop this process's locks on it when it is closed (POSIX).
        try
        {
            using var connection = new Connection($"{UriOf(path)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI, path);
            return Format(path, connection) > 0;
        }
        catch (SqliteFailure e) when (e.IsNoDatabase)
        {
            throw NoSqliteFile(path, e);
        }
        catch (SqliteFailure e) when (e.IsDamage && (hasLog || StrayLog(path) is not null))
        {
            // Another process may have opened the file since it was looked for a log, and be moving it into the file just now.
            // A crash in a checkpoint may leave a header that counts pages which are only in the log yet. What opens the file next
            // reads the log as well, and finds out what it is and whether it is damaged.
            return false;
        }
        catch (SqliteFailure e) when (e.IsDamage)
        {
            throw new EventStoreFormatException($"'{path}' is damaged. It was left as it is; restore a copy.", e);
        }
    }

    private static EventStoreFormatException NoSqliteFile(string path, Exception? cause = null) =>
        new($"'{path}' is no SQLite file. It was left as it is; choose another path.", cause);

    /// <summary>Escapes what SQLite gives a meaning. <see cref="Uri"/> reads a "%41" in a file's name as an "A", and SQLite would look for another file.</summary>
    private static string UriOf(string path)
    {
        var escaped = path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
        return OperatingSystem.IsWindows() ? $"file:///{escaped.Replace('\\', '/')}" : $"file://{escaped}";
    }

    /// <summary>Makes the tables in an empty file, brings those of an older format to the newest, and turns on the write-ahead log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isStore">What <see cref="Inspect"/> gave.</param>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="busyTimeout">How long to wait for other processes.</param>
    public static void Prepare(string path, bool isStore, Connection connection, TimeSpan busyTimeout)
    {
        if (connection.IsReadOnly) throw new SqliteFailure(raw.SQLITE_READONLY, "the file may only be read", path);
        // A log of another database beside the file would be written into it when the connection is closed.
        connection.KeepLogOnClose(true);
        Connection.Patiently(busyTimeout, () => connection.Execute("begin immediate"));
        try
        {
            if (isStore && ApplicationOf(connection) != ApplicationId)
            {
                throw new EventStoreFormatException(
                    $"'{path}-wal' beside the store belongs to another database. Nothing was changed; put back the file that belongs to the store, or move it away with '{path}-shm'.");
            }
            Migrate(path, connection);
            // Before the write-ahead log is on, another process that just looks at the file can be in the way of a commit.
            Connection.Patiently(busyTimeout, () => connection.Execute("commit"));
        }
        catch
        {
            if (connection.InTransaction) connection.Execute("rollback");
            throw;
        }
        connection.KeepLogOnClose(false);
        Connection.Patiently(busyTimeout, () =>
        {
            var mode = connection.Text("pragma journal_mode = wal");
            if (mode != "wal") throw new SqliteFailure(raw.SQLITE_BUSY, $"the journal mode is '{mode}', not 'wal'; is the file on a network drive?", path);
        });
    }

    private static void Migrate(string path, Connection connection)
    {
        var format = Format(path, connection);
        if (format == SchemaSteps.Newest) return;
        try
        {
            SchemaSteps.Run(connection, format);
            connection.Execute($"pragma application_id = {ApplicationId}");
        }
        catch (SqliteFailure e) when (e.IsError)
        {
            throw new EventStoreFormatException(
                $"'{path}' could not be brought from format {format} to format {SchemaSteps.Newest}. It was left as it is; check it with SqliteEventStore.CheckIntegrityAsync, or restore a copy.", e);
        }
    }

    /// <returns>The format of an event store; 0 when the file is empty.</returns>
    /// <exception cref="EventStoreFormatException">It is something else, or newer.</exception>
    public static int Format(string path, Connection connection)
    {
        var id = ApplicationOf(connection);
        // The header is looked at alone where it says enough: another process may be writing the pages behind it for the first time.
        if (id == 0 && connection.Scalar("select count(*) from sqlite_schema") == 0) return 0;
        if (id != ApplicationId) throw new EventStoreFormatException($"'{path}' is a SQLite file of something else. It was left as it is; choose another path.");
        var format = connection.Scalar("pragma user_version");
        if (format >= 1 && format <= SchemaSteps.Newest) return (int)format;
        throw new EventStoreFormatException(format < 1
            ? $"'{path}' is damaged: it says that it has format {format}. It was left as it is; restore a copy."
            : $"'{path}' has format {format}, and this package reads formats up to {SchemaSteps.Newest}. It was left as it is; update the package.");
    }

    private static long ApplicationOf(Connection connection) => connection.Scalar("pragma application_id");
}
