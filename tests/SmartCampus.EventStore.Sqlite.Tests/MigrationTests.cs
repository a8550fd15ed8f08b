using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>A file of an older format is brought to the newest one when it is opened, whole or not at all.</summary>
public sealed class MigrationTests : IDisposable
{
    private static readonly CommitId Commit = new(new Guid("01900000-0000-7000-8000-000000000001"));
    private static readonly StreamId Reopened = new("room-2");
    private readonly StoreFile _file = new();

    // Written by this package when it had format 1: six entries, of which four are indexed, and a row of each kind beside the log.
    public MigrationTests() => File.Copy(Path.Combine(AppContext.BaseDirectory, "Files", "format-1.db"), _file.Path);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_file_of_format_1_is_opened_with_all_that_is_in_it_and_goes_on()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var store = _file.Open();
            Assert.Equal([1L, 2, 5, 6], (await store.ReadAllAsync()).Take(4).Select(e => e.Position.Value));
            Assert.Equal([2L], (await store.ReadAsync(Reopened)).Select(e => e.Version.Value));
            Assert.NotNull(await store.GetLatestSnapshotAsync(Steps.Room, "v1", null, Cancellation));
            Assert.Equal(3, (await ((ICheckpointStore)store).ReadAsync("timetables", Cancellation)).Value);
            var letter = Assert.Single(await ((IDeadLetterStore)store).ReadAsync("timetables", null, default, 10, Cancellation));
            Assert.Equal(("no such seat", 3, DateTimeOffset.UnixEpoch), (letter.Reason, letter.Attempts, letter.FailedAt));
            Assert.Equal(7 + i, (await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(3 + i))).Position.Value);
            await Assert.ThrowsAsync<CommitIdConflictException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any, id: Commit)); // ES4
        }
        Assert.Equal(3, _file.Number("pragma user_version"));
    }

    [Fact]
    public async Task A_migrated_file_has_the_same_tables_as_a_new_one()
    {
        await _file.Open().DisposeAsync();
        using var other = new StoreFile();
        await other.Open().DisposeAsync();
        Assert.Equal(other.Rows("select type, name, sql from sqlite_schema order by name"), _file.Rows("select type, name, sql from sqlite_schema order by name"));
    }

    [Fact]
    public void A_migration_that_fails_half_way_leaves_the_file_as_it_was()
    {
        // The step makes its table first and changes others afterwards: this is in the way of the last of them.
        _file.Execute("alter table dead_letters add column checksum integer;");
        var before = _file.Dump();
        var error = Assert.Throws<EventStoreFormatException>(() => _file.Open());
        Assert.Equal($"'{_file.Path}' could not be brought from format 1 to format 3. It was left as it is; check it with SqliteEventStore.CheckIntegrityAsync, or restore a copy.", error.Message);
        Assert.Equal(before, _file.Dump());
        Assert.Equal(1, _file.Number("pragma user_version"));
    }

    [Fact]
    public async Task Stores_that_open_an_old_file_at_the_same_time_migrate_it_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _file.Open())));
        Assert.Single(stores.Select(s => s.StoreId).Distinct());
        foreach (var store in stores) await store.AppendAsync(Steps.Room, ExpectedVersion.Any);
        foreach (var store in stores) await store.DisposeAsync();
        await using var again = _file.Open();
        Assert.Equal(7, (await again.ReadAsync(Steps.Room)).Count);
    }

    [Fact]
    public async Task Processes_that_open_an_old_file_at_the_same_time_migrate_it_once()
    {
        var ledger = new Ledger();
        var workers = Enumerable.Range(0, 3).Select(i => WorkerProcess.Start(new WorkerSettings { Path = _file.Path, Seed = i, Clients = 1, Count = 5 }, ledger)).ToList();
        Assert.All(await Task.WhenAll(workers.Select(w => w.ExitAsync(Cancellation))), code => Assert.Equal(0, code));
        Assert.All(workers, w => Assert.Equal(5, w.Acknowledged));
        workers.ForEach(w => w.Dispose());
        Assert.Equal(1, _file.Number("select count(*) from store"));
        await using var store = _file.Open();
        Assert.Equal(15, (await store.ReadAllAsync()).Skip(4).Select(e => e.CommitId).Distinct().Count());
    }

    [Fact]
    public async Task A_store_keeps_its_identity_and_another_has_another()
    {
        using var other = new StoreFile();
        await using var first = other.Open();
        await using var store = _file.Open();
        await using var second = _file.Open();
        Assert.Equal(store.StoreId, second.StoreId);
        Assert.NotEqual(store.StoreId, first.StoreId);
        Assert.NotEqual(Guid.Empty, store.StoreId);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
