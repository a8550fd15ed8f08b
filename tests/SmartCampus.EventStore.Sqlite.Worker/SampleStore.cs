using SQLitePCL;

namespace SmartCampus.Events.Worker;

/// <summary>A small store that has something of everything: rows in all tables, the mark in the middle of the log, and what was truncated, deleted and tombstoned on both sides of it.</summary>
public sealed class SampleStore
{
    private const string Schema = "v1";

    private static readonly string[] Groups = ["billing", "mail", "search"];

    private static readonly StreamId[] Streams = [.. Enumerable.Range(0, 12).Select(i => new StreamId($"room-{i}")), .. StreamIds("long", "never", "gone-0", "gone-60", "closed-0", "closed-60")];

    private readonly List<AppendRequest> _appends = [];
    private readonly Dictionary<StreamId, StreamPage> _heads = [];

    private SampleStore()
    {
    }

    /// <summary>Makes the store in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepsLog">Whether the end of it stays in the write-ahead log, as after a crash.</param>
    public static async Task<SampleStore> CreateAsync(string path, bool keepsLog)
    {
        var sample = new SampleStore();
        await using (var store = Open(path, indexBatchSize: 10)) await sample.FillAsync(store, 0, 60);
        raw.sqlite3_open_v2(path, out var last, raw.SQLITE_OPEN_READWRITE, null);
        using (last)
        {
            // The connection that is closed last moves the log into the file, unless it is told not to.
            raw.sqlite3_db_config(last, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keepsLog ? 1 : 0, out _);
            raw.sqlite3_exec(last, "select * from mark");
            await using var store = Open(path);
            await sample.FillAsync(store, 60, 90);
            foreach (var stream in Streams) sample._heads[stream] = await HeadAsync(store, stream);
        }
        return sample;
    }

    /// <summary>Reads all of it in every way, tries each append again, and appends once more to each stream.</summary>
    /// <returns>What each call gave, by its name; <see cref="Refusal"/> where it found damage.</returns>
    public async Task<Dictionary<string, string>> ReadAsync(string path)
    {
        var found = new Dictionary<string, string>();
        SqliteEventStore? store = null;
        await NoteAsync(found, "open", () =>
        {
            store = Open(path);
            return Task.FromResult("opened");
        });
        if (store is null) return found;
        await using (store)
        {
            await ReadLogAsync(store, found);
            foreach (var stream in Streams) await ReadStreamAsync(store, stream, found);
            await ReadGroupsAsync(store, found);
            // All at once, so that they share commits: this is done thousands of times.
            var retries = _appends.ConvertAll(append => (append.CommitId, Result: store.AppendAsync(append).AsTask()));
            foreach (var (id, result) in retries) await NoteAsync(found, $"retry of {id}", async () => Text(await result));
            var appends = Streams.Select((stream, i) => (stream, Result: AppendAsync(store, stream, i))).ToList();
            foreach (var (stream, result) in appends) await NoteAsync(found, $"append to {stream}", () => result);
            await NoteAsync(found, "log after appends", async () => Text(await Events(store.ReadAllAsync())));
        }
        return found;
    }

    /// <summary>What a call gave that found damage.</summary>
    public static string Refusal { get; } = "refused";

    private static SqliteEventStore Open(string path, int indexBatchSize = 16_384) => SqliteEventStore.Open(
        new SqliteEventStoreOptions { Path = path, IndexBatchSize = indexBatchSize, Durability = SqliteDurability.Normal, TimeProvider = new FixedTime(), BusyTimeout = TimeSpan.Zero },
        WorkerEvents.Serializer);

    private async Task FillAsync(SqliteEventStore store, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            List<StreamAppend> parts = [Part(new StreamId($"room-{i % 12}"), i, 1 + (i % 3))];
            if (i % 4 == 0) parts.Add(Part(new StreamId("long"), i, 1));
            var append = new AppendRequest(parts) { CommitId = Id(i) };
            await store.AppendAsync(append);
            _appends.Add(append);
        }
        var (gone, closed) = (new StreamId($"gone-{from}"), new StreamId($"closed-{from}"));
        await store.AppendAsync(new AppendRequest([Part(gone, from, 4), Part(closed, from + 1, 2)]) { CommitId = Id(2_000 + from) });
        await store.TruncateAsync(new StreamId($"room-{from / 12}"), 3, ExpectedVersion.Any);
        await store.DeleteAsync(gone, ExpectedVersion.Any);
        await store.TombstoneAsync(closed, ExpectedVersion.Any);
        foreach (var group in Groups)
        {
            var claim = (await store.TryClaimAsync(group, "worker", TimeSpan.FromTicks(1)))!;
            await store.SaveAsync(claim, new GlobalPosition(to));
            await store.AddAsync(claim, new DeadLetter(group, new StreamId("long"), new GlobalPosition(to), "seat-taken", "reason", 1, DateTimeOffset.UnixEpoch));
            await store.ReleaseAsync(claim);
        }
        for (var i = 8; i < 11; i++) await store.SaveSnapshotAsync(new Snapshot(new StreamId($"room-{i}"), from / 12 + 1, Schema, new byte[20]));
        // The index of what was written last is behind the answer: this one waits for it.
        await store.AppendAsync(_appends[^1]);
    }

    private static CommitId Id(int number) => new(new Guid(number, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));

    private static IEnumerable<StreamId> StreamIds(params string[] names) => names.Select(name => new StreamId(name));

    private static StreamAppend Part(StreamId stream, int number, int count) => new(stream, ExpectedVersion.Any,
        [.. Enumerable.Range(0, count).Select(i => new EventData(new SeatTaken(new string('s', number % 20 == 0 ? 9_000 : 30), (number * 10) + i)))]);

    private static async Task ReadLogAsync(SqliteEventStore store, Dictionary<string, string> found)
    {
        foreach (var direction in Enum.GetValues<ReadDirection>())
        {
            var options = new AllReadOptions { Direction = direction, MaxCount = 37 };
            await NoteAsync(found, $"log {direction}", async () => Text(await Events(store.ReadAllAsync(options))));
            options = options with { Filter = new EventFilter { StreamPrefix = "lo" } };
            await NoteAsync(found, $"filtered log {direction}", async () => Text(await Events(store.ReadAllAsync(options))));
        }
    }

    private static async Task ReadStreamAsync(SqliteEventStore store, StreamId stream, Dictionary<string, string> found)
    {
        await NoteAsync(found, $"status of {stream}", async () => await HeadAsync(store, stream) is var head ? $"{head.Status} {head.First}-{head.Head}" : "");
        foreach (var direction in Enum.GetValues<ReadDirection>())
            await NoteAsync(found, $"{stream} {direction}", async () => Text(await Events(store.ReadStreamAsync(stream, new StreamReadOptions { Direction = direction, MaxCount = 5 }))));
        await NoteAsync(found, $"snapshot of {stream}", async () => await store.GetLatestSnapshotAsync(stream, Schema) is { } kept ? $"{kept.Version} {Convert.ToHexString(kept.State.Span)}" : "none");
    }

    private static async Task ReadGroupsAsync(SqliteEventStore store, Dictionary<string, string> found)
    {
        foreach (var group in Groups)
        {
            await NoteAsync(found, $"checkpoint of {group}", async () => (await ((ICheckpointStore)store).ReadAsync(group)).ToString());
            await NoteAsync(found, $"dead letters of {group}", async () => string.Join('\n', await ((IDeadLetterStore)store).ReadAsync(group)));
            await NoteAsync(found, $"claim of {group}", async () => (await store.TryClaimAsync(group, "other", TimeSpan.FromTicks(1)))?.ToString() ?? "none");
        }
    }

    private async Task<string> AppendAsync(SqliteEventStore store, StreamId stream, int number)
    {
        var part = StreamAppend.To(stream, ExpectedVersion.Exactly(_heads[stream].Head), new SeatFreed("again"));
        try
        {
            var result = await store.AppendAsync(new AppendRequest(part) { CommitId = Id(1_000 + number) });
            return $"{result.Streams[0].First} {result.Position}";
        }
        catch (StreamTombstonedException)
        {
            return "tombstoned";
        }
    }

    /// <summary>Notes what a call gives. Other errors than those of damage are wrong answers, or worse, and are noted as such.</summary>
    private static async Task NoteAsync(Dictionary<string, string> found, string name, Func<Task<string>> call)
    {
        try
        {
            found[name] = await call();
        }
        catch (Exception e) when (e is CorruptEventException or EventStoreFormatException or EventStoreUnavailableException)
        {
            found[name] = Refusal;
        }
#pragma warning disable CA1031 // Whatever else is thrown is a finding.
        catch (Exception e)
#pragma warning restore CA1031
        {
            found[name] = $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static async Task<StreamPage> HeadAsync(SqliteEventStore store, StreamId stream) =>
        await store.ReadStreamPageAsync(stream, new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 });

    private static async Task<List<string>> Events(IAsyncEnumerable<EventEnvelope> events)
    {
        var all = new List<string>();
        await foreach (var each in events) all.Add($"{each.Position} {each.Stream} {each.Version} {each.CommitId} {each.RecordedAt.UtcTicks} {each.Event}");
        return all;
    }

    private static string Text(List<string> lines) => string.Join('\n', lines);

    private static string Text(AppendResult result) => $"{result.AlreadyCommitted} {result.Position} {string.Join(' ', result.Streams.Select(s => $"{s.Stream} {s.First}-{s.Last}"))}";

    /// <summary>Stands still, so that two files that were filled alike are alike.</summary>
    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
