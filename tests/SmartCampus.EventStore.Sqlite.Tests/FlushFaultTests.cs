using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES5 and ES14: a flush that fails or hangs. Decision 0008 says what SQLite and the operating system do then, and why the store answers as it does.</summary>
public sealed class FlushFaultTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly FaultyDisk _disk;

    public FlushFaultTests() => _disk = new FaultyDisk(_file.Path, isSimulated: true);

    public void Dispose()
    {
        _disk.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_could_not_be_flushed_never_comes_back_after_the_answer_that_it_is_not_stored(bool forgets)
    {
        await using var store = _file.Open();
        var before = await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        var request = DiskSteps.Request(Steps.Room, count: 3);
        var fault = _disk.Fail(LogSync(times: 1, forgets));

        var refused = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(request));

        Assert.Equal(1, fault.Hits);
        Assert.Contains("nothing was stored", refused.Message, StringComparison.Ordinal);
        Assert.Single(await store.ReadAsync(Steps.Room));
        foreach (var left in LeftBehind())
            await left.OpenCopyAsync(async copy => Assert.Equal([before.CommitId], (await copy.CommitsAsync()).Keys));
        Assert.False((await store.AppendAsync(request)).AlreadyCommitted);
        Assert.Equal(4, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task While_the_disk_goes_on_failing_the_outcome_stays_unknown_whatever_fails_next()
    {
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        var request = DiskSteps.Request(Steps.Room, count: 3);
        _disk.Fail(LogSync(int.MaxValue, forgets: true));
        Assert.Equal(request.CommitId, (await UnknownAsync()).CommitId);
        await UnknownAsync();
        _disk.Heal();
        _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Write, raw.SQLITE_FULL));
        await UnknownAsync();
        // What was never written is not stored, whatever becomes of the other.
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(new StreamId("other"), ExpectedVersion.Any));
        Assert.Single(await store.ReadAsync(Steps.Room));

        _disk.Heal();
        Assert.False((await store.AppendAsync(request)).AlreadyCommitted);
        Assert.True((await store.AppendAsync(request)).AlreadyCommitted);
        Assert.Equal(4, (await store.VerifyAsync())[Steps.Room]);
        foreach (var left in LeftBehind())
            await left.OpenCopyAsync(async copy => Assert.Equal(3, (await copy.CommitsAsync())[request.CommitId]));

        async Task<AppendOutcomeUnknownException> UnknownAsync() =>
            await Assert.ThrowsAsync<AppendOutcomeUnknownException>(async () => await store.AppendAsync(request));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_back_after_a_kill_is_flushed_before_a_retry_is_told_that_it_is_stored(bool forgets)
    {
        var request = DiskSteps.Request(Steps.Room, count: 3);
        DiskImage killed;
        await using (var store = _file.Open())
        {
            await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
            Task appending;
            using (var held = _disk.Hold(DiskPart.Log))
            {
                appending = store.AppendAsync(request).AsTask();
                await held.Reached;
                killed = _disk.Image();
            }
            await appending;
        }
        // What was written is in the cache of the operating system, and not on the disk; it may even count as written there already.
        if (forgets) killed = killed with { Log = killed.Log with { Unflushed = [] } };
        var afterwards = await killed.OpenCopyAsync(async copy => Assert.True((await copy.AppendAsync(request)).AlreadyCommitted));
        for (var seed = 0; seed < 8; seed++)
            await afterwards.AfterPowerLoss(new Random(seed)).OpenCopyAsync(async copy => Assert.Equal(3, (await copy.CommitsAsync())[request.CommitId]));
    }

    [Fact]
    public async Task An_index_that_cannot_be_flushed_costs_no_append()
    {
        await using var store = _file.Open(indexBatchSize: 2);
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        // The first flush is the append's, the second one the index's.
        var fault = _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Sync, raw.SQLITE_IOERR_FSYNC) { Skip = 1, Times = 1, Forgets = true });
        for (var version = 1; version < 6; version++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(version));

        Assert.Equal(1, fault.Hits);
        Assert.Equal(6, (await store.VerifyAsync())[Steps.Room]);
        foreach (var left in LeftBehind()) await left.OpenCopyAsync(async copy => Assert.Equal(6, (await copy.VerifyAsync())[Steps.Room]));
    }

    [Fact]
    public async Task A_checkpoint_that_could_not_be_flushed_takes_nothing_with_it()
    {
        var stored = 0;
        await using (var store = _file.Open())
        {
            for (var i = 0; i < 3; i++) await AppendMuchAsync(store, () => true);
            using (_file.OpenReader())
            {
                // A reader in the way: the checkpoint copies some pages, and leaves flushing them to the one that gets to the end.
                await AppendMuchAsync(store, () => _disk.Unflushed(DiskPart.Main) > 0);
            }
            var fault = _disk.Fail(new DiskFault(DiskPart.Main, DiskCall.Sync, raw.SQLITE_IOERR_FSYNC) { Times = 1, Forgets = true });
            await AppendMuchAsync(store, () => fault.Hits > 0);
            for (var i = 0; i < 24; i++) await AppendMuchAsync(store, () => true);
            Assert.Equal(stored, (await store.VerifyAsync())[Steps.Room]);
            foreach (var left in LeftBehind()) await left.OpenCopyAsync(async copy => Assert.Equal(stored, (await copy.VerifyAsync())[Steps.Room]));
        }
        // Closing it does not throw the log away, and the next start writes it into the file.
        foreach (var left in LeftBehind()) await left.OpenCopyAsync(async copy => Assert.Equal(stored, (await copy.VerifyAsync())[Steps.Room]));

        async Task AppendMuchAsync(SqliteEventStore store, Func<bool> isEnough)
        {
            do
            {
                await store.AppendAsync(new AppendRequest(StreamAppend.To(Steps.Room, ExpectedVersion.Any, new Worker.SeatTaken(new string('x', 400_000), 1))));
                stored++;
                // Gives a checkpoint time to run, so that the next append does not get in its way.
                for (var i = 0; i < 20 && !isEnough(); i++) await Task.Delay(2);
            }
            while (!isEnough());
        }
    }

    [Fact]
    public async Task While_a_flush_hangs_nothing_is_acknowledged_and_everything_else_can_be_read()
    {
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        using var cancel = new CancellationTokenSource();
        Task<AppendResult> hanging, given;
        using (var held = _disk.Hold(DiskPart.Log))
        {
            hanging = store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(1)).AsTask();
            await held.Reached;
            given = store.AppendAsync(DiskSteps.Request(new StreamId("other")), cancel.Token).AsTask();
            Assert.Single(await store.ReadAsync(Steps.Room));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
            Assert.False(hanging.IsCompleted);
        }
        Assert.Equal(2, (await hanging).Streams[0].Last.Value);
        Assert.Equal(2, (await store.VerifyAsync())[Steps.Room]);
        Assert.Equal(StreamStatus.Missing, (await store.HeadAsync(new StreamId("other"))).Status);
    }

    private static DiskFault LogSync(int times, bool forgets) => new(DiskPart.Log, DiskCall.Sync, raw.SQLITE_IOERR_FSYNC) { Times = times, Forgets = forgets };

    /// <summary>What a kill, and what some losses of power would leave behind now.</summary>
    private List<DiskImage> LeftBehind()
    {
        var now = _disk.Image();
        return [now, .. Enumerable.Range(0, 6).Select(seed => now.AfterPowerLoss(new Random(seed)))];
    }
}
