using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>The instruments of the README's table, with a meter of the test's own.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly Measurements _measured = new();

    public void Dispose()
    {
        _measured.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Appends_are_counted_by_outcome_and_events_when_they_are_committed()
    {
        await using var store = Open();
        var id = CommitId.New();
        for (var i = 0; i < 2; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3, id: id, token: 2);
        await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(3));
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream));
        await Assert.ThrowsAsync<FencedException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any, token: 1));
        _file.Execute("create trigger fault before insert on events begin select raise(abort, 'fault'); end;");
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any));

        Assert.Equal(2, _measured.Sum("eventstore.appends", "committed"));
        Assert.Equal(1, _measured.Sum("eventstore.appends", "repeated"));
        Assert.Equal(1, _measured.Sum("eventstore.appends", "conflict"));
        Assert.Equal(1, _measured.Sum("eventstore.appends", "refused"));
        Assert.Equal(1, _measured.Sum("eventstore.appends", "failed"));
        Assert.Equal(4, _measured.Sum("eventstore.events.appended"));
        Assert.Equal(2, _measured.Sum("eventstore.commit.operations"));
        Assert.Equal(2, _measured.Count("eventstore.commit.duration"));
    }

    [Fact]
    public async Task Pages_are_counted_by_what_they_were_read_of()
    {
        await using var store = Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        await store.HeadAsync(Steps.Room);
        await store.HeadAsync(Steps.Room);
        await store.ReadAllPageAsync(new AllReadOptions(), Cancellation);
        Assert.Equal(2, _measured.Sum("eventstore.pages.read", "stream"));
        Assert.Equal(1, _measured.Sum("eventstore.pages.read", "all"));
    }

    [Fact]
    public async Task Sizes_lags_and_the_queue_are_observed_while_a_store_is_open_and_not_afterwards()
    {
        using var other = new StoreFile();
        await using (var store = Open(indexBatchSize: 4))
        await using (var second = StoreFile.Open(other.Options with { MeterFactory = _measured }))
        {
            for (var i = 0; i < 6; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Any);
            var claim = (await store.TryClaimAsync("timetables", "scheduler", TimeSpan.FromMinutes(1), Cancellation))!;
            await store.SaveAsync(claim, new GlobalPosition(1), Cancellation);
            await store.SaveAsync(claim, new GlobalPosition(4), Cancellation);
            _measured.Observe();
            Assert.Equal(new FileInfo(_file.Path).Length + new FileInfo(other.Path).Length, _measured.Sum("eventstore.file.size"));
            Assert.Equal(new FileInfo($"{_file.Path}-wal").Length + new FileInfo($"{other.Path}-wal").Length, _measured.Sum("eventstore.wal.size"));
            Assert.Equal(2, _measured.Sum("eventstore.index.lag"));
            Assert.Equal(0, _measured.Sum("eventstore.queue.length"));
            Assert.Equal(2, _measured.Sum("eventstore.consumer.lag", "timetables"));
        }
        _measured.Clear();
        _measured.Observe();
        Assert.Equal(0, _measured.Count("eventstore.file.size"));
        Assert.Equal(0, _measured.Count("eventstore.consumer.lag"));
    }

    [Fact]
    public async Task Groups_without_number_do_not_fill_the_memory()
    {
        await using var store = Open();
        for (var i = 0; i < 120; i++)
            await store.SaveAsync((await store.TryClaimAsync($"g{i}", "ada", TimeSpan.FromMinutes(1), Cancellation))!, new GlobalPosition(1), Cancellation);
        _measured.Observe();
        Assert.Equal(100, _measured.Count("eventstore.consumer.lag"));
    }

    [Fact]
    public async Task Writes_that_wait_are_seen_in_the_queue()
    {
        await using var store = StoreFile.Open(_file.Options with { BusyTimeout = TimeSpan.FromMinutes(1), MeterFactory = _measured });
        List<Task> appends;
        using (var other = _file.OpenRaw())
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
            appends = [.. Enumerable.Range(0, 2_000).Select(i => store.AppendAsync(Steps.Room, ExpectedVersion.Any).AsTask())];
            _measured.Observe();
            // One commit takes 1,024 of them, and waits for the lock.
            Assert.True(_measured.Sum("eventstore.queue.length") >= 2_000 - 1_024);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "rollback"));
        }
        await Task.WhenAll(appends);
    }

    [Fact]
    public async Task A_listener_that_throws_is_in_the_way_of_no_append()
    {
        _measured.OnMeasured = () => throw new InvalidOperationException("A listener's fault.");
        await using var store = Open();
        for (var i = 0; i < 3; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
        _measured.OnMeasured = null;
        Assert.Equal(3, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task The_meter_comes_from_the_container_and_each_instrument_has_a_unit_and_a_description()
    {
        await using var services = new ServiceCollection().AddSingleton<IMeterFactory>(_measured).AddEventStore(store => store.UseSqlite(_file.Path)).BuildServiceProvider();
        var store = services.GetRequiredService<IEventStore>();
        await store.ReadAllPageAsync(new AllReadOptions(), Cancellation);
        Assert.Equal(1, _measured.Sum("eventstore.pages.read", "all"));
        Assert.Equal(10, _measured.Instruments.Count);
        Assert.All(_measured.Instruments, i => Assert.False(string.IsNullOrEmpty(i.Unit) || string.IsNullOrEmpty(i.Description), i.Name));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqliteEventStore Open(int indexBatchSize = 16_384) => StoreFile.Open(_file.Options with { IndexBatchSize = indexBatchSize, MeterFactory = _measured });
}
