using Microsoft.Data.Sqlite;

namespace SmartCampus.Locking;

/// <summary>The statements on the lock file. Those that write belong into a transaction.</summary>
internal sealed class LockTables : IDisposable
{
    private readonly SqliteCommand _version, _state, _saveToken, _addBreak, _read, _hold, _extend, _free, _mark, _unmark, _isMarked, _leases, _marks;
    private readonly ExpiredRows _expiredLeases, _expiredMarks;
    private readonly long _manager;

    public LockTables(LockConnection connection, long manager)
    {
        _manager = manager;
        _version = connection.Prepare("pragma data_version");
        _state = connection.Prepare("select boot, token, breaks from state");
        _saveToken = connection.Prepare("update state set token = $token", "$token");
        _addBreak = connection.Prepare("update state set breaks = breaks + 1");
        _read = connection.Prepare("""
            select token, l.manager, l.owner, l.ends, turn, coalesce(m.manager, 0), coalesce(m.since, 0)
            from leases l left join marks m on m.resource = l.resource and m.manager <> $manager and m.ends > $now
            where l.resource = $resource order by m.since limit 1
            """, "$resource", "$manager", "$now");
        _hold = connection.Prepare("insert or replace into leases values ($resource, $token, $manager, $owner, $ends, $turn)", "$resource", "$token", "$manager", "$owner", "$ends", "$turn");
        _extend = connection.Prepare("update leases set ends = $ends where resource = $resource and token = $token and manager = $manager and ends > $now", "$resource", "$token", "$manager", "$ends", "$now");
        _free = connection.Prepare("delete from leases where resource = $resource", "$resource");
        _mark = connection.Prepare("insert into marks values ($resource, $manager, $owner, $since, $ends) on conflict do update set owner = excluded.owner, ends = excluded.ends", "$resource", "$manager", "$owner", "$since", "$ends");
        _unmark = connection.Prepare("delete from marks where resource = $resource and manager = $manager", "$resource", "$manager");
        _isMarked = connection.Prepare("select count(*) from marks where resource = $resource and manager = $manager", "$resource", "$manager");
        _leases = connection.Prepare("select resource, token, manager, owner, ends from leases where token > 0 and ends > $now and resource = coalesce($resource, resource)", "$resource", "$now");
        _marks = connection.Prepare("select resource, owner from marks where ends > $now and manager <> $manager and resource = coalesce($resource, resource) order by since", "$resource", "$now", "$manager");
        (_expiredLeases, _expiredMarks) = (new ExpiredRows(connection, "leases"), new ExpiredRows(connection, "marks"));
    }

    /// <summary>Changes whenever another connection has committed.</summary>
    public long ReadVersion() => (long)_version.ExecuteScalar()!;

    public (string BootId, long Token, long Breaks) ReadState()
    {
        using var reader = _state.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public LeaseRow? Read(string resource, long now)
    {
        Bind(_read, Key(resource), _manager, now);
        using var reader = _read.ExecuteReader();
        return reader.Read() ? new LeaseRow(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)) : null;
    }

    /// <summary>Whether the file says that this manager waits.</summary>
    public bool IsMarked(string resource)
    {
        Bind(_isMarked, Key(resource), _manager);
        return (long)_isMarked.ExecuteScalar()! > 0;
    }

    /// <summary>The leases that have not ended.</summary>
    public List<(string Resource, LeaseRow Row)> ReadLeases(string? resource, long now)
    {
        Bind(_leases, Key(resource), now);
        using var reader = _leases.ExecuteReader();
        var leases = new List<(string, LeaseRow)>();
        while (reader.Read()) leases.Add((ResourceName.FromColumn(reader.GetValue(0)), new LeaseRow(reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4))));
        return leases;
    }

    /// <summary>The first waiter of each other manager.</summary>
    public ILookup<string, string> ReadMarks(string? resource, long now)
    {
        Bind(_marks, Key(resource), now, _manager);
        using var reader = _marks.ExecuteReader();
        var marks = new List<(string Resource, string Owner)>();
        while (reader.Read()) marks.Add((ResourceName.FromColumn(reader.GetValue(0)), reader.GetString(1)));
        return marks.ToLookup(mark => mark.Resource, mark => mark.Owner);
    }

    /// <summary>Deletes some of what dead processes have left.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool DeleteExpired(long now) => _expiredLeases.Delete(now) | _expiredMarks.Delete(now);

    public void SaveToken(long token) => Run(_saveToken, token);

    public void AddBreak() => Run(_addBreak);

    public void Hold(string resource, long token, string owner, long ends, long turnBegan) => Run(_hold, Key(resource), token, _manager, owner, ends, turnBegan);

    /// <summary>Keeps a resource for another manager, and takes its mark away: it has its turn.</summary>
    public void Keep(string resource, long manager, long ends)
    {
        Run(_hold, Key(resource), 0L, manager, "", ends, 0L);
        Run(_unmark, Key(resource), manager);
    }

    public bool Extend(string resource, long token, long ends, long now) => Run(_extend, Key(resource), token, _manager, ends, now) > 0;

    public void Free(string resource) => Run(_free, Key(resource));

    /// <summary>Says that this manager waits; again, that it still does.</summary>
    public void Mark(string resource, string owner, long since, long ends) => Run(_mark, Key(resource), _manager, owner, since, ends);

    public void Unmark(string resource) => Run(_unmark, Key(resource), _manager);

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_version, _state, _saveToken, _addBreak, _read, _hold, _extend, _free, _mark, _unmark, _isMarked, _leases, _marks]) command.Dispose();
        _expiredLeases.Dispose();
        _expiredMarks.Dispose();
    }

    private static object? Key(string? resource) => resource is null ? null : ResourceName.ToColumn(resource);

    private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
