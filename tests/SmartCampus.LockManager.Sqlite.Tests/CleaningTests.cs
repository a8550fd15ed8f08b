using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM10: nothing stays of locks that nobody holds.</summary>
public sealed class CleaningTests : LockTest
{
    private const string Rows = "select (select count(*) from leases) + (select count(*) from marks)";

    [Fact]
    public async Task Distinct_resources_leave_no_rows()
    {
        await using var locks = Open();
        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(async i =>
        {
            await using var lease = await locks.AcquireAsync($"key {i}", "ada", AtOnce, Cancellation);
        }));

        Assert.Equal(0, Ask(Rows));
    }

    [Fact]
    public async Task What_dead_processes_have_left_is_deleted_at_the_next_start()
    {
        var dead = Open();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => dead.AcquireAsync($"key {i}", "ada", AtOnce, Cancellation).AsTask()));
        Assert.Equal(1_000, Ask(Rows));
        Clock.Advance(AtOnce.Lease - TimeSpan.FromTicks(1));
        await using (var early = Open())
        {
            Assert.Equal(1_000, (await early.InspectAsync(null, Cancellation)).Count);
        }
        Assert.Equal(1_000, Ask(Rows));

        // The dead one does not get to know that time goes on.
        await using var next = SqliteLockManager.Open(Options with { TimeProvider = new Later(Clock) });

        await UntilAsync(() => Task.FromResult(Ask(Rows) == 0));
    }

    [Fact]
    public async Task A_waiter_that_gives_up_takes_its_mark_along()
    {
        await using var locks = Open();
        await using var other = Open();
        var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        using var stop = new CancellationTokenSource();
        var waiting = other.AcquireAsync("a", "bob", Patient, stop.Token).AsTask();
        await UntilAsync(() => Task.FromResult(Ask("select count(*) from marks") == 1));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await UntilAsync(() => Task.FromResult(Ask("select count(*) from marks") == 0));
        Assert.True(await held.ReleaseAsync(Cancellation));
        Assert.Equal(0, Ask(Rows));
    }

    [Fact]
    public async Task A_manager_that_is_closed_gives_back_what_it_holds()
    {
        var locks = Open();
        var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var lost = held.LostToken;
        var waiting = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();

        await locks.DisposeAsync();

        Assert.True(lost.IsCancellationRequested);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(await held.ReleaseAsync(Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await locks.AcquireAsync("a", "ada", AtOnce, Cancellation));
        Assert.Equal(0, Ask(Rows));
    }

    private sealed class Later(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp() + TimeSpan.TicksPerSecond;
    }
}
