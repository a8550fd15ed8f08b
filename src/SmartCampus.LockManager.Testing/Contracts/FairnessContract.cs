using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM6: in one process, first come, first served.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class FairnessContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Waiters_are_served_in_the_order_in_which_they_came()
    {
        var lease = await AcquireAsync("a", "ada");
        var waiting = new List<Task<LockLease>>();
        for (var waiter = 0; waiter < 10; waiter++) waiting.Add(await QueueAsync("a", $"waiter {waiter}"));

        foreach (var next in waiting)
        {
            Assert.True(await lease.ReleaseAsync(Cancellation));
            lease = await next.WaitAsync(Cancellation);
            Assert.Equal(waiting.Skip(waiting.IndexOf(next) + 1).Count(), (await WaitersAsync("a")).Length);
        }
    }

    [Fact]
    public async Task A_caller_who_releases_and_acquires_again_gets_behind_those_who_wait()
    {
        var lease = await AcquireAsync("a", "hot");
        var waiting = await QueueAsync("a", "bob");

        Assert.True(await lease.ReleaseAsync(Cancellation));
        var again = Locks.AcquireAsync("a", "hot", Patient, Cancellation).AsTask();
        var bobs = await waiting.WaitAsync(Cancellation);

        Assert.False(again.IsCompleted);
        Assert.True(await bobs.ReleaseAsync(Cancellation));
        Assert.True((await again.WaitAsync(Cancellation)).FencingToken > bobs.FencingToken);
    }

    [Fact]
    public async Task A_caller_who_does_not_wait_does_not_overtake_those_who_do()
    {
        var lease = await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob");

        Assert.True(await lease.ReleaseAsync(Cancellation));

        Assert.Null(await TryAcquireAsync("a", "quick"));
        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_cancelled_waiter_delays_nobody()
    {
        var lease = await AcquireAsync("a", "ada");
        using var stop = new CancellationTokenSource();
        var first = await QueueAsync("a", "first", cancellation: stop.Token);
        var second = await QueueAsync("a", "second");
        var third = await QueueAsync("a", "third", cancellation: stop.Token);
        var fourth = await QueueAsync("a", "fourth");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.WaitAsync(Cancellation));

        Assert.Equal(["second", "fourth"], await WaitersAsync("a"));
        Assert.True(await lease.ReleaseAsync(Cancellation));
        Assert.True(await (await second.WaitAsync(Cancellation)).ReleaseAsync(Cancellation));
        Assert.Equal("fourth", (await fourth.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_waiter_whose_time_is_over_delays_nobody()
    {
        var lease = await AcquireAsync("a", "ada");
        var first = await QueueAsync("a", "first", Patient with { WaitTimeout = Second });
        var second = await QueueAsync("a", "second");

        Clock.Advance(Second);
        await Assert.ThrowsAsync<LockTimeoutException>(() => first.WaitAsync(Cancellation));

        Assert.True(await lease.ReleaseAsync(Cancellation));
        Assert.Equal("second", (await second.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_waiter_who_never_looks_at_the_grant_delays_others_by_its_lease_at_most()
    {
        var lease = await AcquireAsync("a", "ada");
        _ = Locks.AcquireAsync("a", "dead", Patient, Cancellation).Preserve();
        await UntilAsync(async () => (await WaitersAsync("a")).Length == 1);
        var waiting = await QueueAsync("a", "bob");

        Assert.True(await lease.ReleaseAsync(Cancellation));
        await UntilAsync(async () => await Locks.InspectAsync("a", Cancellation) is [{ Owner: "dead" }]);
        Clock.Advance(30 * Second);

        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
    }
}
