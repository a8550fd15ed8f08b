using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM6: a waiter who leaves is nobody else's business.</summary>
public sealed class LeavingTests : LockTest
{
    [Fact]
    public async Task A_waiter_who_leaves_while_the_file_refuses_harms_nobody_behind_it()
    {
        using var clock = new HaltingClock();
        await using var locks = SqliteLockManager.Open(Options with { TimeProvider = clock });
        using var leave = new CancellationTokenSource();
        var hang = Hang();
        clock.Halt(times: 2);

        var leaver = locks.AcquireAsync("a", "leaver", Patient, leave.Token).AsTask();
        await clock.ArrivalAsync(Cancellation);
        var next = locks.AcquireAsync("a", "next", Patient, Cancellation).AsTask();
        await leave.CancelAsync();
        clock.LetGo();
        await clock.ArrivalAsync(Cancellation);
        hang.Dispose();
        clock.LetGo();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.Equal("next", (await next.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_waiter_who_has_left_is_not_shown_to_other_managers()
    {
        await using var locks = Open();
        await using var other = Open();
        await using var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        using var leave = new CancellationTokenSource();
        var leaver = other.AcquireAsync("a", "leaver", Patient, leave.Token).AsTask();
        _ = other.AcquireAsync("a", "next", Patient, Cancellation).AsTask();
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["leaver"] }]);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["next"] }]);
    }

    [Fact]
    public async Task Who_does_not_wait_is_refused_when_a_lease_that_ran_out_goes_to_another()
    {
        using var clock = new HaltingClock();
        await using var locks = SqliteLockManager.Open(Options with { TimeProvider = clock });
        await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var first = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["bob"] }]);

        // The timers of the lease go by another clock: the caller is the first to notice.
        clock.Move(AtOnce.Lease);
        var hasty = locks.TryAcquireAsync("a", "cyd", AtOnce, Cancellation).AsTask();

        Assert.Null(await hasty.WaitAsync(Cancellation));
        Assert.Equal("bob", (await first.WaitAsync(Cancellation)).Owner);
    }
}
