using System.Buffers.Binary;
using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>How a file came to its format: step n brings a file of format n - 1 to format n, and a new file takes them all.</summary>
/// <remarks>A step that was released is never changed; what the tables look like today is what all steps together have made.</remarks>
internal static class SchemaSteps
{
    private static readonly Action<Connection>[] Steps = [MakeTables, AddStoreIdAndChecksums, AddTracesOfLostRows];

    /// <summary>The newest format.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Brings a file to the newest format, inside the caller's write transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="format">The file's format; 0 when it is empty.</param>
    public static void Run(Connection connection, int format)
    {
        foreach (var step in Steps.Skip(format)) step(connection);
        connection.Execute($"pragma user_version = {Newest}");
    }

    /// <summary>Notes which tables are not those that the steps to a format make.</summary>
    public static void Compare(Connection connection, int format, IntegrityFindings findings)
    {
        using var memory = new Connection(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        foreach (var step in Steps.Take(format)) step(memory);
        var (expected, found) = (Definitions(memory), Definitions(connection));
        foreach (var (name, definition) in expected)
        {
            if (!found.Remove(name, out var actual)) findings.Add($"'{name}' is missing from the tables.");
            else if (actual != definition) findings.Add($"'{name}' is defined in another way than by this package.");
        }
        foreach (var name in found.Keys) findings.Add($"'{name}' was added to the tables, and not by this package.");
    }

    private static SortedDictionary<string, string> Definitions(Connection connection)
    {
        var definitions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // The tables of SQLite's query planner change nothing.
        using var row = connection.Prepare("select name, type || ' on ' || tbl_name || ': ' || coalesce(sql, '') from sqlite_schema where name not like 'sqlite_stat%'");
        while (row.Step()) definitions[row.Text(0)] = row.Text(1);
        return definitions;
    }

    /// <remarks>
    /// The log, <c>events</c>, is all that an append writes. <c>runs</c>, <c>ids</c> and <c>streams</c> are an index of it up to
    /// <c>mark</c>, written later in large batches; the log after the mark is indexed in memory.
    /// In a log entry the kind is an <see cref="EntryKind"/>, and the commit's hash stands in its last entry. The columns that
    /// the index is made of come first, with a checksum of their own, so that reading them never touches the overflow pages of a
    /// large event.
    /// </remarks>
    private static void MakeTables(Connection connection) => connection.Execute($"""
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
        insert into mark (id, position, checksum) values (0, 0, {IndexReader.MarkChecksum(0, 0)});
        create table snapshots (
            id integer primary key, stream text not null, schema text not null, version integer not null, state blob,
            checksum integer not null, unique (stream, schema, version)) strict;
        create table checkpoints (
            consumer_group text not null primary key, epoch integer not null, owner text not null, expires_at integer not null,
            released integer not null, position integer not null) strict, without rowid;
        create table dead_letters (
            consumer_group text not null, position integer not null, stream text not null, event_type text not null, reason text not null,
            attempts integer not null, failed_at integer not null, primary key (consumer_group, position)) strict, without rowid;
        """);

    /// <remarks>
    /// The store's identity, and checksums of the two tables that had none: a checkpoint that is too high by a flipped bit would
    /// let a consumer pass over events.
    /// </remarks>
    private static void AddStoreIdAndChecksums(Connection connection)
    {
        connection.Execute("""
            create table store (id integer primary key check (id = 0), store_id blob not null, checksum integer not null) strict;
            alter table checkpoints add column checksum integer not null default 0;
            alter table dead_letters add column checksum integer not null default 0;
            """);
        Span<byte> id = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(id, bigEndian: true, out _);
        using (var insert = connection.Prepare("insert into store (id, store_id, checksum) values (0, ?1, ?2)"))
            insert.Bind(1, id).Bind(2, SideRows.StoreChecksum(id)).Execute();
        AddChecksums(connection, "checkpoints", SideRows.Group, SideRows.GroupChecksum);
        AddChecksums(connection, "dead_letters", SideRows.Letter, SideRows.LetterChecksum);
    }

    private static void AddChecksums(Connection connection, string table, string columns, Func<Statement, long> sum)
    {
        var rows = new List<(string Group, long Position, long Checksum)>();
        using (var row = connection.Prepare($"select {columns} from {table}"))
        {
            while (row.Step()) rows.Add((row.Text(0), row.Int64(1), sum(row)));
        }
        using var update = connection.Prepare($"update {table} set checksum = ?1 where consumer_group = ?2 and position = ?3");
        foreach (var (group, position, checksum) in rows) update.Bind(1, checksum).BindText(2, group).Bind(3, position).Execute();
    }

    /// <remarks>Lost rows leave a trace: which positions were removed, commits in blocks that name the next one, how far the log has come, and an empty run of each stream that has no events left.</remarks>
    private static void AddTracesOfLostRows(Connection connection)
    {
        connection.Execute("""
            create table removed (chunk integer primary key, positions blob not null, checksum integer not null) strict;
            create table commits (first blob not null primary key, commits blob not null, next blob not null, checksum integer not null) strict;
            alter table mark add column reached integer not null default 0;
            """);
        using (var gaps = connection.Prepare("select position, lag(position, 1, 0) over (order by position) from events"))
        {
            var removed = new RemovedPositions(connection);
            var positions = new List<long>();
            while (gaps.Step())
            {
                for (var position = gaps.Int64(1) + 1; position < gaps.Int64(0); position++) positions.Add(position);
            }
            removed.Add(positions);
        }
        var commits = new List<(Guid, CommitRecord)>();
        using (var rows = connection.Prepare("select commit_id, hash, position, streams, checksum from ids order by commit_id"))
        {
            while (rows.Step()) commits.Add(Commit(rows));
        }
        connection.Execute("drop table ids");
        var index = new CommitIndex(connection);
        index.Begin();
        index.Add(commits.ToArray());
        connection.Execute("insert into runs (stream, first, positions) select stream, head + 1, x'' from streams s where not exists (select 1 from runs r where r.stream = s.stream)");
    }

    private static (Guid Id, CommitRecord Record) Commit(Statement row)
    {
        ReadOnlySpan<byte> id = row.Bytes(0), hash = row.Bytes(1);
        var position = row.Int64(2);
        if (id.Length != 16 || hash.Length != 16 ||
            Checksums.OfRow(id, row.Bytes(3), BinaryPrimitives.ReadInt64LittleEndian(hash), BinaryPrimitives.ReadInt64LittleEndian(hash[8..]), position) != row.Int64(4))
            throw new CorruptEventException(new GlobalPosition(position), "the index entry of the commit that ends there is not what was written.");
        return (new Guid(id, bigEndian: true), new CommitRecord(BinaryPrimitives.ReadUInt128LittleEndian(hash), position, CommitRecordFormat.Read(row.Bytes(3))));
    }
}
