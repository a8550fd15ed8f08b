using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1, LM4 and LM5 while another process holds the file's one right to write.</summary>
public sealed class HangingFileTests : LockTest
{
    [Fact]
    public async Task A_lease_is_lost_in_time_though_the_file_hangs()
    {
        await using var locks = SqliteLockManager.Open(Options with { BusyTimeout = TimeSpan.FromMinutes(5) });
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var lost = lease.LostToken;
        using var hang = Hang();
        var stuck = locks.AcquireAsync("b", "bob", Patient, Cancellation).AsTask();

        Clock.Advance(AtOnce.Lease - TimeSpan.FromTicks(1));
        Assert.False(lost.IsCancellationRequested);
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(lost.IsCancellationRequested);
        Assert.False(stuck.IsCompleted);
        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_wait_ends_in_time_though_the_file_hangs()
    {
        await using var locks = SqliteLockManager.Open(Options with { BusyTimeout = TimeSpan.FromMinutes(5) });
        using var hang = Hang();
        using var stop = new CancellationTokenSource();
        var waiting = locks.TryAcquireAsync("a", "ada", AtOnce with { WaitTimeout = TimeSpan.FromSeconds(1) }, Cancellation).AsTask();
        var cancelled = locks.AcquireAsync("b", "bob", Patient, stop.Token).AsTask();

        Clock.Advance(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();

        Assert.Null(await waiting.WaitAsync(Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Cancellation));
        hang.Dispose();
        // Neither call has left a lock.
        await UntilAsync(async () => await locks.TryAcquireAsync("a", "cyd", AtOnce, Cancellation) is not null);
        Assert.NotNull(await locks.TryAcquireAsync("b", "cyd", AtOnce, Cancellation));
    }

    [Fact]
    public async Task A_file_that_hangs_for_too_long_refuses_and_works_again_afterwards()
    {
        await using var locks = Open();
        var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        using (Hang())
        {
            await Assert.ThrowsAsync<LockUnavailableException>(async () => await locks.AcquireAsync("b", "bob", Patient, Cancellation));
            await Assert.ThrowsAsync<LockUnavailableException>(async () => await held.ExtendAsync(null, Cancellation));
            await Assert.ThrowsAsync<LockUnavailableException>(async () => await held.ReleaseAsync(Cancellation));
            await Assert.ThrowsAsync<LockUnavailableException>(async () => await locks.BreakAsync("a", Cancellation));
            await held.DisposeAsync();
            Assert.False(held.LostToken.IsCancellationRequested);
        }

        Assert.NotNull(await locks.TryAcquireAsync("b", "bob", AtOnce, Cancellation));
        Assert.True(await held.ReleaseAsync(Cancellation));
        Assert.NotNull(await locks.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    [Fact]
    public async Task Waiters_of_a_lock_that_is_held_here_outlast_a_file_that_hangs()
    {
        await using var locks = Open();
        var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var waiting = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        using (Hang()) await Assert.ThrowsAsync<LockUnavailableException>(async () => await locks.AcquireAsync("b", "bob", Patient, Cancellation));

        Assert.True(await held.ReleaseAsync(Cancellation));

        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_lock_that_is_granted_later_than_its_lease_lasts_is_refused_and_given_back()
    {
        var clock = new LeapingClock();
        await using var locks = SqliteLockManager.Open(Options with { TimeProvider = clock });

        clock.Leap = TimeSpan.FromSeconds(31);
        await Assert.ThrowsAsync<LockUnavailableException>(async () => await locks.AcquireAsync("a", "ada", AtOnce, Cancellation));
        clock.Leap = TimeSpan.Zero;

        Assert.NotNull(await locks.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    /// <summary>Goes on by a leap whenever it is looked at, so that everything takes long.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private long _now;

        public TimeSpan Leap { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, Leap.Ticks);
    }
}
