using SQLitePCL;

namespace SmartCampus.Events.Worker;

/// <summary>Holds a file against what the processes that wrote it have said.</summary>
public sealed class Audit
{
    private readonly SqliteEventStore _store;
    private readonly Ledger _ledger;
    private readonly Dictionary<CommitId, List<EventEnvelope>> _commits = [];
    private readonly Dictionary<StreamId, List<EventEnvelope>> _streams = [];
    private long _last;

    private Audit(SqliteEventStore store, Ledger ledger) => (_store, _ledger) = (store, ledger);

    /// <summary>Opens the file, reads all of it, and settles what had no answer by trying it again.</summary>
    /// <exception cref="AuditException">Something is missing, too much, or not as it was told.</exception>
    public static async Task<AuditReport> RunAsync(SqliteEventStoreOptions options, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ledger);
        AuditReport report;
        await using (var store = SqliteEventStore.Open(options, WorkerEvents.Serializer))
        {
            var audit = new Audit(store, ledger);
            await audit.ReadLogAsync();
            await audit.ReadStreamsAsync();
            foreach (var (id, events) in audit._commits) audit.CheckCommit(id, events);
            foreach (var attempt in ledger.Attempts) audit.CheckAttempt(attempt);
            await audit.CheckExtrasAsync(options.Path);
            report = await audit.SettleAsync();
        }
        Require(Scalar(options.Path, "pragma integrity_check") == "ok", "SQLite's integrity check failed");
        return report;
    }

    /// <summary>ES6 and ES2: positions grow, and versions run without a gap.</summary>
    private async Task ReadLogAsync()
    {
        await foreach (var each in _store.ReadAllAsync(new AllReadOptions { MaxCount = PageSize.Max }))
        {
            Require(each.Position.Value > _last, $"position {each.Position} comes after {_last}");
            _last = each.Position.Value;
            Of(_commits, each.CommitId).Add(each);
            var stream = Of(_streams, each.Stream);
            stream.Add(each);
            Require(each.Version.Value == stream.Count, $"stream {each.Stream} has version {each.Version} after {stream.Count - 1}");
        }
    }

    /// <summary>ES7: a stream read by its index is the same as in the log.</summary>
    private async Task ReadStreamsAsync()
    {
        foreach (var (stream, events) in _streams)
        {
            var at = 0;
            await foreach (var each in _store.ReadStreamAsync(stream, new StreamReadOptions { MaxCount = PageSize.Max }))
                Require(at < events.Count && each.Position == events[at++].Position, $"stream {stream} is another than in the log at version {each.Version}");
            Require(at == events.Count, $"stream {stream} ends at version {at} by the index and {events.Count} in the log");
        }
    }

    /// <summary>ES1: no half commit, and none that nobody has tried or that was refused.</summary>
    private void CheckCommit(CommitId id, List<EventEnvelope> events)
    {
        var attempt = _ledger.Find(id);
        Require(attempt is { IsRefused: false }, $"commit {id} was not tried, or was refused, and is stored");
        var at = 0;
        foreach (var part in attempt!.Request.Streams)
        {
            foreach (var data in part.Events)
            {
                Require(at < events.Count && events[at].Stream == part.Stream && Equals(events[at].Event, data.Event), $"commit {id} is not stored as it was appended");
                at++;
            }
        }
        Require(at == events.Count, $"commit {id} has {events.Count} events instead of {at}");
        Require(events[^1].Position.Value - events[0].Position.Value == at - 1, $"commit {id} is torn apart");
        Require(events[0].Position.Value > attempt.After, $"commit {id} has position {events[0].Position}, and {attempt.After} was acknowledged before it began (ES6)");
    }

    /// <summary>ES1: what was acknowledged is there, at the versions and the position told.</summary>
    private void CheckAttempt(Attempt attempt)
    {
        if (attempt.Result is not { } told) return;
        Require(_commits.TryGetValue(told.CommitId, out var events), $"commit {told.CommitId} was acknowledged and is lost");
        Require(events![^1].Position == told.Position, $"commit {told.CommitId} was acknowledged at {told.Position} and is at {events[^1].Position}");
        foreach (var part in told.Streams)
        {
            var versions = events.Where(e => e.Stream == part.Stream).Select(e => e.Version).ToList();
            Require(versions[0] == part.First && versions[^1] == part.Last, $"commit {told.CommitId} has other versions of {part.Stream} than told");
        }
    }

    /// <summary>ES8 and checkpoints: what was acknowledged is there, and nothing is ahead of the events.</summary>
    private async Task CheckExtrasAsync(string path)
    {
        foreach (var (group, told) in _ledger.Checkpoints)
        {
            var position = (await ((ICheckpointStore)_store).ReadAsync(group)).Value;
            Require(position >= told && position <= _last, $"the checkpoint of {group} is {position}, acknowledged was {told}, and the log ends at {_last}");
        }
        foreach (var (stream, told) in _ledger.Snapshots)
        {
            var snapshot = await _store.GetLatestSnapshotAsync(stream, Ledger.SnapshotSchema);
            Require(snapshot is not null && snapshot.Version.Value >= told, $"the snapshot of {stream} at {told} is lost");
            Require(BitConverter.ToInt64(snapshot!.State.Span) == snapshot.Version.Value, $"the snapshot of {stream} is another's");
        }
        const string ahead = "select count(*) from snapshots s where version > (select coalesce(max(version), 0) from events e where e.stream = s.stream)";
        Require(Scalar(path, ahead) == "0", "a snapshot is ahead of its stream");
    }

    /// <summary>ES4 and ES5: trying again what had no answer tells the truth, and a second time the same.</summary>
    private async Task<AuditReport> SettleAsync()
    {
        var (found, lost) = (0, 0);
        foreach (var attempt in _ledger.Attempts.Where(a => a is { Result: null, IsRefused: false }))
        {
            var isStored = _commits.TryGetValue(attempt.Request.CommitId, out var events);
            if (isStored) found++;
            else lost++;
            try
            {
                var result = await _store.AppendAsync(attempt.Request);
                Require(result.AlreadyCommitted == isStored, $"the retry of {result.CommitId} says {result.AlreadyCommitted}, and stored was {isStored}");
                Require(!isStored || result.Position == events![^1].Position, $"the retry of {result.CommitId} tells another position");
                attempt.Result = result;
            }
            catch (ConcurrencyException) when (!isStored)
            {
                attempt.IsRefused = true;
            }
        }
        foreach (var attempt in _ledger.Attempts.Where(a => a.Result is not null).Take(100))
        {
            var again = await _store.AppendAsync(attempt.Request);
            Require(again.AlreadyCommitted && again.Position == attempt.Result!.Position && again.Streams.SequenceEqual(attempt.Result.Streams), $"a retry of {again.CommitId} tells another result");
        }
        return new AuditReport(_commits.Count, _streams.Values.Sum(s => s.Count), _ledger.Attempts.Count(a => a.Result is not null), found, lost);
    }

    private static string Scalar(string path, string sql)
    {
        Require(raw.sqlite3_open_v2(path, out var connection, raw.SQLITE_OPEN_READWRITE, null) == raw.SQLITE_OK, "the file cannot be opened");
        using (connection)
        {
            Require(raw.sqlite3_prepare_v2(connection, sql, out var statement) == raw.SQLITE_OK, raw.sqlite3_errmsg(connection).utf8_to_string());
            using (statement) return raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_text(statement, 0).utf8_to_string() : "no row";
        }
    }

    private static List<EventEnvelope> Of<TKey>(Dictionary<TKey, List<EventEnvelope>> lists, TKey key) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }

    private static void Require(bool isTrue, string failure)
    {
        if (!isTrue) throw new AuditException(failure + ".");
    }
}
