using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM2: a lease that renews itself does so when a third of it has passed.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class AutoRenewContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    private static readonly LockOptions Renewed = Patient with { AutoRenew = true };

    [Fact]
    public async Task A_lease_is_renewed_at_a_third_of_it_for_as_long_as_it_is_held()
    {
        var lease = await AcquireAsync("a", "ada", Renewed);
        var token = lease.FencingToken;
        for (var third = 0; third < 9; third++)
        {
            var before = lease.ExpiresAt;
            Clock.Advance((10 * Second) - Tick);
            Assert.Equal(before, lease.ExpiresAt);
            Clock.Advance(Tick);
            await UntilAsync(() => Task.FromResult(lease.ExpiresAt == before + (10 * Second)));
        }

        await AssertHeldAsync("a", "ada");
        Assert.False(lease.LostToken.IsCancellationRequested);
        Assert.Equal(token, Assert.Single(await Locks.InspectAsync("a", Cancellation)).FencingToken);
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_lease_that_was_extended_by_less_than_its_length_is_renewed_in_time()
    {
        var lease = await AcquireAsync("a", "ada", Renewed);
        await lease.ExtendAsync(3 * Second, Cancellation);
        Clock.Advance(Second);
        await UntilAsync(() => Task.FromResult(lease.ExpiresAt == Clock.GetUtcNow() + (3 * Second)));

        Clock.Advance((3 * Second) - Tick);

        await AssertHeldAsync("a", "ada");
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_lease_that_was_released_is_not_renewed()
    {
        var lease = await AcquireAsync("a", "ada", Renewed);
        Assert.True(await lease.ReleaseAsync(Cancellation));
        var next = await AcquireAsync("a", "bob");

        for (var third = 0; third < 3; third++) Clock.Advance(10 * Second);

        await FiresAsync(next.LostToken);
        await AssertFreeAsync("a");
    }

    [Fact]
    public async Task A_lease_that_was_broken_is_not_renewed()
    {
        var lease = await AcquireAsync("a", "ada", Renewed);
        Assert.True(await Locks.BreakAsync("a", Cancellation));
        var next = await AcquireAsync("a", "bob");

        for (var third = 0; third < 3; third++) Clock.Advance(10 * Second);

        await FiresAsync(next.LostToken);
        await AssertFreeAsync("a");
        Assert.True(lease.LostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_renewal_that_comes_after_the_lease_ran_out_comes_too_late()
    {
        var lease = await AcquireAsync("a", "ada", Renewed);

        Clock.Stop(30 * Second);
        Clock.Advance(Tick);

        await FiresAsync(lease.LostToken);
        await AssertFreeAsync("a");
    }
}
