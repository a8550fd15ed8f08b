using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM2 to LM6 over several managers that see the same locks, as processes do.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class SeveralManagersContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_lock_that_one_manager_grants_the_other_does_not()
    {
        var other = await OpenAsync();
        var held = await AcquireAsync("a", "ada");

        Assert.Null(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Assert.Equal("ada", Assert.Single(await other.InspectAsync("a", Cancellation)).Owner);
        Assert.True(await held.ReleaseAsync(Cancellation));

        var next = await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation);
        Assert.True(next?.FencingToken > held.FencingToken);
    }

    [Fact]
    public async Task A_waiter_gets_what_another_manager_releases()
    {
        var other = await OpenAsync();
        var held = await AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromHours(1) });
        var waiting = other.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();

        Assert.True(await held.ReleaseAsync(Cancellation));

        Assert.Equal("bob", (await WhileTimePassesAsync(waiting)).Owner);
    }

    [Fact]
    public async Task A_lease_that_another_manager_breaks_is_lost()
    {
        var other = await OpenAsync();
        var held = await AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromHours(1) });

        Assert.True(await other.BreakAsync("a", Cancellation));

        await Assert.ThrowsAsync<LockNotOwnedException>(() => held.ExtendAsync(null, Cancellation).AsTask());
        Assert.False(await held.ReleaseAsync(Cancellation));
        await WhileTimePassesAsync(FiredAsync(held.LostToken));
    }

    [Fact]
    public async Task Managers_that_race_never_hold_a_lock_together()
    {
        await CloseAsync();
        ILockManager[] managers = [await OpenAsync(TimeProvider.System), await OpenAsync(TimeProvider.System)];

        await Exclusion.ProveAsync(managers, racers: 4, rounds: 25, Cancellation);
    }

    private async Task<bool> FiredAsync(CancellationToken token)
    {
        await FiresAsync(token);
        return true;
    }
}
