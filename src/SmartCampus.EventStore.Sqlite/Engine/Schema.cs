using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>The tables, and what makes a file ours.</summary>
internal static class Schema
{
    /// <summary>"SCev" in ASCII, in the file's header.</summary>
    private const long ApplicationId = 0x53436576;

    private const long Version = 1;

    /// <remarks>
    /// The log, <c>events</c>, is all that an append writes. <c>runs</c>, <c>ids</c> and <c>streams</c> are an index of it up to
    /// <c>mark</c>, written later in large batches; the log after the mark is indexed in memory.
    /// In a log entry the kind is an <see cref="EntryKind"/>, and the commit's hash stands in its last entry. The columns that
    /// the index is made of come first, with a checksum of their own, so that reading them never touches the overflow pages of a
    /// large event.
    /// </remarks>
    private static readonly string Tables = $"""
        create table events (
            position integer primary key, kind integer not null, stream text not null, version integer not null,
            commit_id blob, commit_hash blob, token integer not null, header_checksum integer not null, recorded_at integer not null, checksum integer not null,
            schema_version integer not null, type text, metadata blob, data blob) strict;
        create table runs (stream text not null, first integer not null, positions blob not null, primary key (stream, first)) strict, without rowid;
        create table ids (
            commit_id blob not null primary key, hash blob not null, position integer not null, streams blob not null, checksum integer not null) strict, without rowid;
        create table streams (
            stream text not null primary key, head integer not null, token integer not null, truncated_before integer not null,
            deleted_through integer not null, tombstoned integer not null, checksum integer not null) strict, without rowid;
        create table mark (id integer primary key check (id = 0), position integer not null, checksum integer not null) strict;
        insert into mark (id, position, checksum) values (0, 0, {IndexReader.MarkChecksum(0)});
        create table snapshots (
            id integer primary key, stream text not null, schema text not null, version integer not null, state blob,
            checksum integer not null, unique (stream, schema, version)) strict;
        create table checkpoints (
            consumer_group text not null primary key, epoch integer not null, owner text not null, expires_at integer not null,
            released integer not null, position integer not null) strict, without rowid;
        create table dead_letters (
            consumer_group text not null, position integer not null, stream text not null, event_type text not null, reason text not null,
            attempts integer not null, failed_at integer not null, primary key (consumer_group, position)) strict, without rowid;
        """;

    /// <summary>Refuses a file that is not ours before anything opens it for writing.</summary>
    /// <exception cref="EventStoreFormatException">It is no event store, or a newer one.</exception>
    public static void Inspect(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0) return;
        // SQLite takes a file of one byte for an empty one.
        if (file.Length == 1) throw NoSqliteFile(path);
        // "immutable" reads the file without locks and without making the files of a write-ahead log beside it. Opening it
        // by any other means than SQLite would drop this process's locks on it when it is closed (POSIX).
        using var connection = new Connection($"{UriOf(path)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);
        try
        {
            IsOurs(path, connection);
        }
        catch (SqliteFailure e) when (e is { IsDamage: true, IsNoDatabase: false })
        {
            throw new EventStoreFormatException($"'{path}' is damaged. It was left as it is; restore a copy.", e);
        }
        catch (SqliteFailure e) when (e.IsNoDatabase)
        {
            throw NoSqliteFile(path, e);
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

    /// <summary>Makes the tables in an empty file, and turns on the write-ahead log.</summary>
    public static void Prepare(string path, Connection connection, TimeSpan busyTimeout)
    {
        Connection.Patiently(busyTimeout, () => connection.Execute("begin immediate"));
        try
        {
            if (!IsOurs(path, connection)) connection.Execute($"{Tables} pragma application_id = {ApplicationId}; pragma user_version = {Version};");
            // Before the write-ahead log is on, another process that just looks at the file can be in the way of a commit.
            Connection.Patiently(busyTimeout, () => connection.Execute("commit"));
        }
        catch
        {
            if (connection.InTransaction) connection.Execute("rollback");
            throw;
        }
        Connection.Patiently(busyTimeout, () =>
        {
            var mode = connection.Text("pragma journal_mode = wal");
            if (mode != "wal") throw new SqliteFailure(raw.SQLITE_BUSY, $"the journal mode is '{mode}', not 'wal'; is the file on a network drive?");
        });
    }

    /// <returns>Whether it is an event store; false when it is empty.</returns>
    /// <exception cref="EventStoreFormatException">It is something else, or newer.</exception>
    private static bool IsOurs(string path, Connection connection)
    {
        var id = connection.Scalar("pragma application_id");
        // The header is looked at alone where it says enough: another process may be writing the pages behind it for the first time.
        if (id == 0 && connection.Scalar("select count(*) from sqlite_schema") == 0) return false;
        if (id != ApplicationId) throw new EventStoreFormatException($"'{path}' is a SQLite file of something else. It was left as it is; choose another path.");
        var version = connection.Scalar("pragma user_version");
        return version == Version
            ? true
            : throw new EventStoreFormatException($"'{path}' has format {version}, and this package reads format {Version}. It was left as it is; update the package.");
    }
}
