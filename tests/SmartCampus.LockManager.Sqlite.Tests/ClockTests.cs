using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM9: the machine's monotonic clock and its start decide, and no wall clock.</summary>
public sealed class ClockTests : LockTest
{
    [Fact]
    public async Task A_start_of_the_machine_ends_all_leases_and_waits_of_before()
    {
        await Leak(Open());
        Assert.Equal(1, Ask("select count(*) from leases"));

        await using var again = Open("second");

        Assert.Empty(await again.InspectAsync(null, Cancellation));
        Assert.NotNull(await again.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Assert.Equal(0, Ask("select count(*) from marks"));
    }

    [Fact]
    public async Task Leases_of_the_same_start_outlive_a_restart_of_the_process()
    {
        await Leak(Open());

        await using var again = Open();

        Assert.Null(await again.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await again.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    [Theory]
    [InlineData(-10_000)]
    [InlineData(10_000)]
    public async Task A_wall_clock_that_jumps_changes_nothing(int days)
    {
        var clock = new JumpingClock(Clock);
        await using var locks = SqliteLockManager.Open(Options with { TimeProvider = clock });
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);

        clock.Jump = TimeSpan.FromDays(days);

        Assert.Null(await locks.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Assert.False(lease.LostToken.IsCancellationRequested);
        Assert.Equal(clock.GetUtcNow() + AtOnce.Lease, lease.ExpiresAt);
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_that_another_start_of_the_machine_has_taken_over_grants_nothing_more()
    {
        await using var locks = Open();
        await using var other = Open("second");

        await Assert.ThrowsAsync<LockUnavailableException>(async () => await locks.AcquireAsync("a", "ada", AtOnce, Cancellation));
        Assert.NotNull(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    [Fact]
    public async Task The_system_knows_its_start()
    {
        await using var locks = SqliteLockManager.Open(Folder.Path);
        await using var other = SqliteLockManager.Open(Folder.Path);
        await using var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);

        Assert.Null(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    /// <summary>Leaves a lease behind, as a process that is killed does: its manager is never closed.</summary>
    private async Task Leak(SqliteLockManager locks) => await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);

    private sealed class JumpingClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
