using SmartCampus.Events.Worker;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1, ES6 and ES7 for readers while this and another process append, write the index, truncate and move the write-ahead log into the file.</summary>
public sealed class ReaderTests : IDisposable
{
    private static readonly StreamId Cut = new("cut");

    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Readers_see_a_whole_prefix_of_the_log_and_streams_without_a_gap_through_writes_and_checkpoints()
    {
        using var process = WorkerProcess.Start(
            new WorkerSettings { Path = _file.Path, Seed = 1, Clients = 4, Count = 40, IndexBatchSize = 7, Checkpoints = true }, new Ledger());
        await using var store = _file.Open(indexBatchSize: 11);
        await using var other = _file.Open(indexBatchSize: 5);
        var writing = Task.WhenAll(process.ExitAsync(Cancellation), Task.Run(() => WriteAsync(store)), Task.Run(() => TruncateAsync(other)));
        await Task.WhenAll(Until(writing, () => ReadLogAsync(store)), Until(writing, () => ReadLogAsync(other)), Until(writing, () => ReadStreamsAsync(store)), Until(writing, Checkpoint));
        Assert.Equal(0, (await writing)[0]);
        await ReadLogAsync(store);
        await ReadStreamsAsync(other);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task Until(Task end, Func<Task> again) => Task.Run(async () =>
    {
        while (!end.IsCompleted) await again();
    });

    private static async Task<int> WriteAsync(SqliteEventStore store)
    {
        for (var i = 0; i < 80; i++) await store.AppendAsync(new StreamId($"mine-{i % 3}"), ExpectedVersion.Any, 1 + (i % 9));
        return 0;
    }

    private static async Task<int> TruncateAsync(SqliteEventStore store)
    {
        for (var i = 1; i < 60; i++)
        {
            var head = (await store.AppendAsync(Cut, ExpectedVersion.Any, 3)).Streams[0].Last;
            if (i % 4 == 0) await store.TruncateAsync(Cut, head, ExpectedVersion.Any, Cancellation);
        }
        return 0;
    }

    private async Task Checkpoint()
    {
        using var connection = _file.OpenRaw();
        raw.sqlite3_wal_checkpoint_v2(connection, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        await Task.Yield();
    }

    private static async Task ReadLogAsync(SqliteEventStore store)
    {
        var heads = new Dictionary<StreamId, long>();
        long position = 0;
        await foreach (var each in store.ReadAllAsync(new AllReadOptions { MaxCount = 20 }, Cancellation))
        {
            Assert.True(each.Position.Value > position);
            position = each.Position.Value;
            var before = heads.GetValueOrDefault(each.Stream);
            // What a truncation removes between two pages is missing from the middle of what the reader has seen of that stream.
            Assert.True(each.Version.Value == before + 1 || (each.Stream == Cut && each.Version.Value > before), $"{each.Stream} has version {each.Version} after {before}.");
            heads[each.Stream] = each.Version.Value;
        }
    }

    private static async Task ReadStreamsAsync(SqliteEventStore store)
    {
        foreach (var name in (string[])["mine-0", "mine-1", "room-1", "room-7", "cut"])
        {
            var page = await store.ReadStreamPageAsync(new StreamId(name), new StreamReadOptions { MaxCount = PageSize.Max }, Cancellation);
            Assert.Equal(Enumerable.Range(0, page.Events.Count).Select(i => page.First.Value + i), page.Events.Select(e => e.Version.Value));
            if (page.Events.Count > 0) Assert.Equal(page.Head, page.Events[^1].Version);
        }
    }
}
