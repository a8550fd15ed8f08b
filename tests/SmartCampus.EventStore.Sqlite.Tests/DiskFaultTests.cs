using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES14: a disk that is full or fails to write.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly FaultyDisk _disk;

    public DiskFaultTests() => _disk = new FaultyDisk(_file.Path, isSimulated: true);

    public void Dispose()
    {
        _disk.Dispose();
        _file.Dispose();
    }

    [Theory]
    [CombinatorialFaults]
    public async Task A_write_that_fails_stores_nothing_and_appends_work_when_the_fault_is_gone(int code, bool isTorn, int skip, int times)
    {
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        // A commit writes each page in two parts; the skipped ones are those before the fault.
        var fault = _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Write, code) { IsTorn = isTorn, Skip = skip, Times = times });
        var request = DiskSteps.Request(Steps.Room, count: 100);

        var refused = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(request));

        Assert.True(fault.Hits > 0);
        Assert.Contains(code == raw.SQLITE_FULL ? "full" : "disk", refused.Message, StringComparison.Ordinal);
        Assert.Single(await store.ReadAsync(Steps.Room));
        await _disk.Image().OpenCopyAsync(async copy => Assert.Equal(1, (await copy.VerifyAsync())[Steps.Room]));
        _disk.Heal();
        Assert.False((await store.AppendAsync(request)).AlreadyCommitted);
        Assert.Equal(101, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_write_costs_no_append_and_is_made_up_for_later()
    {
        var stored = 0;
        await using (var store = _file.Open())
        {
            var fault = _disk.Fail(new DiskFault(DiskPart.Main, DiskCall.Write, raw.SQLITE_FULL) { IsTorn = true });
            await AppendUntilAsync(store, () => fault.Hits > 0);
            Assert.Equal(stored, (await store.VerifyAsync())[Steps.Room]);
            await _disk.Image().OpenCopyAsync(async copy => Assert.Equal(stored, (await copy.VerifyAsync())[Steps.Room]));
            _disk.Heal();
            var before = _disk.Syncs(DiskPart.Main);
            await AppendUntilAsync(store, () => _disk.Syncs(DiskPart.Main) > before);
        }
        await using var again = _file.Open();
        Assert.Equal(stored, (await again.VerifyAsync())[Steps.Room]);

        async Task AppendUntilAsync(SqliteEventStore store, Func<bool> isEnough)
        {
            while (!isEnough())
            {
                await store.AppendAsync(new AppendRequest(StreamAppend.To(Steps.Room, ExpectedVersion.Any, new Worker.SeatTaken(new string('x', 400_000), 1))));
                stored++;
                for (var i = 0; i < 20 && !isEnough(); i++) await Task.Delay(2);
            }
        }
    }

    [Fact]
    public async Task A_store_can_be_opened_and_read_while_the_disk_is_full()
    {
        DiskImage killed;
        await using (var store = _file.Open())
        {
            await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 50);
            killed = _disk.Image();
        }
        using var file = new StoreFile();
        using var disk = new FaultyDisk(file.Path, isSimulated: true, killed);
        var faults = new[] { DiskPart.Main, DiskPart.Log }.Select(part => disk.Fail(new DiskFault(part, DiskCall.Write, raw.SQLITE_FULL))).ToList();
        await using var again = file.Open();
        Assert.Contains(faults, fault => fault.Hits > 0);
        Assert.Equal(50, (await again.VerifyAsync())[Steps.Room]);
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await again.AppendAsync(Steps.Room, ExpectedVersion.Any));
        disk.Heal();
        await again.AppendAsync(Steps.Room, ExpectedVersion.Exactly(50));
    }

    [Fact]
    public async Task Conflicts_are_answered_and_other_changes_refused_while_nothing_can_be_written()
    {
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Write, raw.SQLITE_FULL));
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.DeleteAsync(Steps.Room, ExpectedVersion.Any, Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.SaveSnapshotAsync(new Snapshot(Steps.Room, 1, "s", new byte[1]), Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation));
        _disk.Heal();
        Assert.Null(await store.GetLatestSnapshotAsync(Steps.Room, "s", null, Cancellation));
        Assert.Single(await store.ReadAsync(Steps.Room));
        Assert.Equal(1, (await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!.Epoch);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
