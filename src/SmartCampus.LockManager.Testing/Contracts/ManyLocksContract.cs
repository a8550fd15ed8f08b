using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM7: a set of locks is acquired in one order, all or none, within one wait.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class ManyLocksContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    private ValueTask<LockLeaseSet> AcquireAllAsync(string[] resourceIds, string owner, LockOptions? options = null, CancellationToken? cancellation = null) =>
        Locks.AcquireAllAsync(resourceIds, owner, options ?? Patient, cancellation ?? Cancellation);

    [Fact]
    public async Task A_set_holds_each_lock_once_in_ordinal_order_until_it_is_disposed()
    {
        var set = await AcquireAllAsync(["b", "a", "B", "a"], "ada");

        Assert.Equal(["B", "a", "b"], set.Leases.Select(lease => lease.ResourceId));
        foreach (var resourceId in (string[])["B", "a", "b"]) Assert.Null(await TryAcquireAsync(resourceId, "bob"));
        await set.DisposeAsync();
        await set.DisposeAsync();
        Assert.Empty(await Locks.InspectAsync(null, Cancellation));
    }

    [Fact]
    public async Task A_set_that_is_not_free_in_time_holds_nothing()
    {
        await AcquireAsync("b", "bob");
        Assert.Equal("bob", (await Assert.ThrowsAsync<LockTimeoutException>(() => AcquireAllAsync(["a", "b"], "ada", AtOnce).AsTask())).Holder);
        await AssertFreeAsync("a");

        var acquiring = AcquireAllAsync(["a", "b", "c"], "ada", Patient with { WaitTimeout = 5 * Second }).AsTask();
        await UntilAsync(async () => (await WaitersAsync("b")).Length == 1);
        await AssertHeldAsync("a", "ada");
        Clock.Advance(5 * Second);

        var late = await Assert.ThrowsAsync<LockTimeoutException>(() => acquiring.WaitAsync(Cancellation));
        Assert.Equal(("b", "bob", 5 * Second), (late.ResourceId, late.Holder, late.Waited));
        Assert.Equal("b", Assert.Single(await Locks.InspectAsync(null, Cancellation)).ResourceId);
    }

    [Fact]
    public async Task The_time_to_wait_is_for_the_whole_set()
    {
        var first = await AcquireAsync("a", "bob");
        await AcquireAsync("b", "cyd");
        var acquiring = AcquireAllAsync(["a", "b"], "ada", Patient with { WaitTimeout = 5 * Second }).AsTask();
        await UntilAsync(async () => (await WaitersAsync("a")).Length == 1);
        Clock.Advance(3 * Second);
        Assert.True(await first.ReleaseAsync(Cancellation));
        await UntilAsync(async () => (await WaitersAsync("b")).Length == 1);

        Clock.Advance((2 * Second) - Tick);
        Assert.False(acquiring.IsCompleted);
        Clock.Advance(Tick);

        Assert.Equal("cyd", (await Assert.ThrowsAsync<LockTimeoutException>(() => acquiring.WaitAsync(Cancellation))).Holder);
        await AssertFreeAsync("a");
    }

    [Fact]
    public async Task A_set_whose_wait_is_cancelled_holds_nothing()
    {
        await AcquireAsync("b", "bob");
        using var stop = new CancellationTokenSource();
        var acquiring = AcquireAllAsync(["a", "b"], "ada", cancellation: stop.Token).AsTask();
        await UntilAsync(async () => (await WaitersAsync("b")).Length == 1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquiring.WaitAsync(Cancellation));
        await AssertFreeAsync("a");
        Assert.Empty(await WaitersAsync("b"));
    }

    [Fact]
    public async Task A_set_of_which_a_lease_ran_out_while_the_others_were_waited_for_is_refused()
    {
        var held = await AcquireAsync("b", "bob", Patient with { Lease = TimeSpan.FromHours(1) });
        var acquiring = AcquireAllAsync(["a", "b"], "ada").AsTask();
        await UntilAsync(async () => (await WaitersAsync("b")).Length == 1);
        Clock.Advance(30 * Second);
        Assert.True(await held.ReleaseAsync(Cancellation));

        await Assert.ThrowsAsync<LockUnavailableException>(() => acquiring.WaitAsync(Cancellation));
        await AssertFreeAsync("a");
        await AssertFreeAsync("b");
    }

    [Fact]
    public async Task The_token_of_a_set_fires_when_any_of_its_leases_is_lost()
    {
        var set = await AcquireAllAsync(["a", "b", "c"], "ada");
        var lost = set.LostToken;
        lost.Register(() => set.DisposeAsync().AsTask().GetAwaiter().GetResult());
        Assert.False(lost.IsCancellationRequested);

        Assert.True(await Locks.BreakAsync("b", Cancellation));

        await FiresAsync(lost);
        await UntilAsync(async () => (await Locks.InspectAsync(null, Cancellation)).Count == 0);
    }

    [Fact]
    public async Task Sets_in_opposite_orders_never_wait_for_each_other()
    {
        string[] order = ["a", "b", "c", "d"], opposite = ["d", "c", "b", "a"];
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(racer => Task.Run(async () =>
        {
            for (var round = 0; round < 15; round++)
            {
                await using var set = await AcquireAllAsync(racer % 2 == 0 ? order : opposite, $"racer {racer}");
                Assert.Equal(1, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        }, Cancellation)));
    }
}
