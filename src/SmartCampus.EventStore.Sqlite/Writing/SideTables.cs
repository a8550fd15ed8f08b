namespace SmartCampus.Events;

/// <summary>The writer's statements for snapshots, checkpoints and dead letters.</summary>
internal sealed class SideTables(Connection connection)
{
    /// <summary>Writes a row as it is.</summary>
    public Statement Probe { get; } = connection.Prepare("update mark set position = position");

    public Statement PutSnapshot { get; } = connection.Prepare("""
        insert into snapshots (stream, schema, version, state, checksum) values (?1, ?2, ?3, ?4, ?5)
        on conflict (stream, schema, version) do update set state = excluded.state, checksum = excluded.checksum
        """);

    public Statement Group { get; } = connection.Prepare($"select {SideRows.Group} from checkpoints where consumer_group = ?1");

    public Statement PutGroup { get; } = connection.Prepare("""
        insert or replace into checkpoints (consumer_group, epoch, owner, expires_at, released, position, checksum) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    public Statement PutLetter { get; } = connection.Prepare("""
        insert or replace into dead_letters (consumer_group, position, stream, event_type, reason, attempts, failed_at, checksum)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public Statement CountLetter { get; } = connection.Prepare("select 1 from dead_letters where consumer_group = ?1 and position = ?2");

    public Statement RemoveLetter { get; } = connection.Prepare("delete from dead_letters where consumer_group = ?1 and position = ?2");
}
