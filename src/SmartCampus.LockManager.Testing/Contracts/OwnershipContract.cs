using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM5: a lease belongs to whoever acquired it; one that has ended touches nothing, and says so.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class OwnershipContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Releasing_says_whether_the_lease_was_held()
    {
        var released = await AcquireAsync("a", "ada");
        Assert.True(await released.ReleaseAsync(Cancellation));
        Assert.False(await released.ReleaseAsync(Cancellation));

        var expired = await AcquireAsync("a", "ada");
        Clock.Advance(30 * Second);
        Assert.False(await expired.ReleaseAsync(Cancellation));

        var broken = await AcquireAsync("a", "ada");
        Assert.True(await Locks.BreakAsync("a", Cancellation));
        Assert.False(await broken.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_stale_lease_never_touches_its_successor()
    {
        var stale = await AcquireAsync("a", "ada");
        Clock.Advance(30 * Second);
        var current = await AcquireAsync("a", "ada");

        Assert.False(await stale.ReleaseAsync(Cancellation));
        await stale.DisposeAsync();
        var notOwned = await Assert.ThrowsAsync<LockNotOwnedException>(() => stale.ExtendAsync(TimeSpan.FromHours(1), Cancellation).AsTask());

        Assert.Equal(("a", "ada", stale.FencingToken), (notOwned.ResourceId, notOwned.Owner, notOwned.FencingToken));
        Assert.NotEqual(stale, current);
        var status = Assert.Single(await Locks.InspectAsync("a", Cancellation));
        Assert.Equal((current.FencingToken, current.ExpiresAt), (status.FencingToken, status.ExpiresAt));
        Assert.True(await current.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_stale_lease_touches_no_lease_of_any_resource_that_comes_later()
    {
        var stale = await AcquireAsync("a", "ada");
        Assert.True(await stale.ReleaseAsync(Cancellation));
        var later = new List<LockLease>();
        for (var number = 0; number < 100; number++) later.Add(await AcquireAsync($"later {number}", "bob"));

        Assert.False(await stale.ReleaseAsync(Cancellation));
        await Assert.ThrowsAsync<LockNotOwnedException>(() => stale.ExtendAsync(null, Cancellation).AsTask());

        foreach (var lease in later) Assert.True(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_caller_who_was_cancelled_still_gives_the_lock_back()
    {
        var lease = await AcquireAsync("a", "ada");

        Assert.True(await lease.ReleaseAsync(new CancellationToken(canceled: true)));

        await AssertFreeAsync("a");
    }

    [Fact]
    public async Task Disposing_frees_the_lock_and_can_be_repeated()
    {
        var lease = await AcquireAsync("a", "ada");
        await lease.DisposeAsync();
        await lease.DisposeAsync();

        await AssertFreeAsync("a");
    }

    [Fact]
    public async Task Of_concurrent_releases_and_disposals_one_frees_the_lock_and_none_throws()
    {
        for (var round = 0; round < 20; round++)
        {
            var lease = await AcquireAsync("a", "ada");
            var releases = 0;
            async Task ReleaseAsync()
            {
                if (await lease.ReleaseAsync(Cancellation)) Interlocked.Increment(ref releases);
            }

            await Racing.RunAsync(ReleaseAsync, ReleaseAsync, () => lease.DisposeAsync().AsTask(), () => lease.DisposeAsync().AsTask());

            Assert.InRange(releases, 0, 1);
            await AssertFreeAsync("a");
        }
    }

    [Fact]
    public async Task A_lease_can_be_disposed_and_released_inside_the_callback_of_its_lost_token()
    {
        var (expired, broken) = (await AcquireAsync("a", "ada"), await AcquireAsync("b", "ada"));
        var done = new CountdownEvent(2);
        void End(LockLease lease)
        {
            lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (!lease.ReleaseAsync(Cancellation).AsTask().GetAwaiter().GetResult()) done.Signal();
        }
        expired.LostToken.Register(() => End(expired));
        broken.LostToken.Register(() => End(broken));

        Assert.True(await Locks.BreakAsync("b", Cancellation));
        Clock.Advance(30 * Second);

        await Task.Factory.StartNew(() => done.Wait(Cancellation), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await AssertFreeAsync("a");
        await AssertFreeAsync("b");
    }
}
