using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the health check says of a store in a file.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_store_that_works_is_healthy_and_tells_its_sizes()
    {
        await using var services = Services(_file.Options);
        var store = Store(services);
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3);
        var entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(3L, entry.Data["last_position"]);
        Assert.Equal(3L, entry.Data["index_lag"]);
        Assert.Equal(0L, entry.Data["queue_length"]);
        Assert.Equal(new FileInfo(_file.Path).Length, entry.Data["file_bytes"]);
        Assert.Equal(new FileInfo($"{_file.Path}-wal").Length, entry.Data["wal_bytes"]);
    }

    [Fact]
    public async Task A_store_whose_last_commit_failed_is_unhealthy_until_a_commit_works_again_also_without_appends() // ES14
    {
        await using var services = Services(_file.Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        var store = Store(services);
        using (var other = _file.OpenRaw())
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
            Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
            await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any));
            var entry = await CheckAsync(services);
            Assert.Equal(HealthStatus.Unhealthy, entry.Status);
            Assert.Equal($"'{_file.Path}' is locked by another process; nothing was stored. Try again when it is done or was ended, or raise BusyTimeout.", entry.Description);
            Assert.Equal(0L, entry.Data["last_position"]);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "rollback"));
        }
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
        Assert.True((await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, TestContext.Current.CancellationToken)).IsSound);
    }

    [Fact]
    public async Task A_store_whose_end_cannot_be_read_is_unhealthy()
    {
        await using var services = Services(_file.Options);
        await Store(services).AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3);
        _file.Execute("update events set data = x'00' where position = 3;");
        var entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("The store is damaged at position 3: the entry's checksum is wrong. Restore a backup, and check the disk.", entry.Description);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_unhealthy()
    {
        await File.WriteAllTextAsync(_file.Path, "a text", TestContext.Current.CancellationToken);
        await using var services = Services(_file.Options);
        var entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal($"'{_file.Path}' is no SQLite file. It was left as it is; choose another path.", entry.Description);
    }

    [Fact]
    public async Task A_store_whose_index_cannot_be_written_is_degraded()
    {
        await using var services = Services(_file.Options with { IndexBatchSize = 2 });
        _ = Store(services);
        _file.Execute("create trigger fault before insert on runs begin select raise(abort, 'fault'); end;");
        for (var i = 0; i < 4; i++) await Store(services).AppendAsync(Steps.Room, ExpectedVersion.Any);
        var entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("The log is 4 entries ahead of its index, which could not be written; at 16 appends are refused. Check the disk and its free space.", entry.Description);
        _file.Execute("drop trigger fault;");
        for (var i = 0; i < 2; i++) await Store(services).AppendAsync(Steps.Room, ExpectedVersion.Any);
        // The index is written after the append has its answer. Only a hang would let this go on.
        while ((await CheckAsync(services)).Status == HealthStatus.Degraded) await Task.Yield();
    }

    [Fact]
    public async Task A_store_with_many_waiting_writes_is_degraded()
    {
        await using var services = Services(_file.Options with { BusyTimeout = TimeSpan.FromMinutes(1) });
        var store = Store(services);
        List<Task> appends;
        using (var other = _file.OpenRaw())
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
            appends = [.. Enumerable.Range(0, 6_000).Select(_ => store.AppendAsync(Steps.Room, ExpectedVersion.Any).AsTask())];
            var entry = await CheckAsync(services);
            Assert.Equal(HealthStatus.Degraded, entry.Status);
            Assert.EndsWith("Look for what slows the disk down, or send fewer.", entry.Description, StringComparison.Ordinal);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "rollback"));
        }
        await Task.WhenAll(appends);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    private static ServiceProvider Services(SqliteEventStoreOptions options)
    {
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddEventStore(store => store.UseSqlite(options).AddEvents(types => types.Add("seat-taken", Worker.WorkerJson.Default.SeatTaken)));
        services.AddHealthChecks().AddEventStore();
        return services.BuildServiceProvider();
    }

    private static SqliteEventStore Store(ServiceProvider services) => services.GetRequiredService<SqliteEventStore>();

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["event-store"];
}
