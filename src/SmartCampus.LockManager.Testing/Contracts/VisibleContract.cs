using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM11: whoever looks sees holders and waiters, and can break a lease.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class VisibleContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Inspecting_lists_the_locks_that_are_held_by_resource()
    {
        var (b, a) = (await AcquireAsync("b", "bob"), await AcquireAsync("a", "ada", Patient with { Lease = 60 * Second }));
        await AcquireAsync("c", "cyd", Patient with { Lease = Second });
        Clock.Advance(Second);

        var statuses = await Locks.InspectAsync(null, Cancellation);

        Assert.Equal(
            [("a", "ada", a.FencingToken, a.ExpiresAt), ("b", "bob", b.FencingToken, b.ExpiresAt)],
            statuses.Select(status => (status.ResourceId, status.Owner, status.FencingToken, status.ExpiresAt)));
        Assert.Equal("b", Assert.Single(await Locks.InspectAsync("b", Cancellation)).ResourceId);
        Assert.Empty(await Locks.InspectAsync("c", Cancellation));
    }

    [Fact]
    public async Task Inspecting_lists_waiters_in_order()
    {
        await AcquireAsync("a", "ada");
        foreach (var waiter in (string[])["zoe", "bob", "cyd", "bob"]) await QueueAsync("a", waiter);

        Assert.Equal(["zoe", "bob", "cyd", "bob"], await WaitersAsync("a"));
    }

    [Fact]
    public async Task Breaking_ends_the_lease_and_hands_the_lock_on()
    {
        var lease = await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob");

        Assert.True(await Locks.BreakAsync("a", Cancellation));

        var next = await waiting.WaitAsync(Cancellation);
        Assert.True(next.FencingToken > lease.FencingToken);
        await FiresAsync(lease.LostToken);
        await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(null, Cancellation).AsTask());
        await AssertHeldAsync("a", "bob");
    }

    [Fact]
    public async Task Breaking_says_whether_there_was_a_lease()
    {
        Assert.False(await Locks.BreakAsync("a", Cancellation));
        await AcquireAsync("a", "ada");
        Assert.True(await Locks.BreakAsync("a", Cancellation));
        Assert.False(await Locks.BreakAsync("a", Cancellation));
        await AcquireAsync("a", "ada");
        Clock.Stop(30 * Second);
        Assert.False(await Locks.BreakAsync("a", Cancellation));
    }

    [Fact]
    public async Task Looking_and_breaking_honour_cancellation()
    {
        var cancelled = new CancellationToken(canceled: true);
        var lease = await AcquireAsync("a", "ada");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locks.InspectAsync(null, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locks.BreakAsync("a", cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lease.ExtendAsync(null, cancelled).AsTask());

        Assert.True(await lease.ReleaseAsync(Cancellation));
    }
}
