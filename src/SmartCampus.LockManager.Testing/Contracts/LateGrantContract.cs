using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM4: an acquisition that returns after its own lease has run out fails, and leaves the lock free.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class LateGrantContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_process_that_is_stopped_while_it_acquires_never_gets_a_lease_that_has_run_out()
    {
        var isReached = true;
        for (var point = 1; isReached; point++)
        {
            await CloseAsync();
            await OpenAsync();
            var left = point;
            Clock.Asked = () =>
            {
                if (Interlocked.Decrement(ref left) == 0) Clock.Stop(30 * Second);
            };
            await AssertValidOrRefusedAsync($"point {point}");
            isReached = left <= 0;
            Assert.True(point > 1 || isReached, "Nobody asked for the time.");
        }
    }

    [Fact]
    public async Task A_waiter_that_comes_late_for_its_grant_does_not_hold_the_lock()
    {
        var held = await AcquireAsync("a", "ada");
        var waiting = Locks.AcquireAsync("a", "bob", Patient, Cancellation);
        await UntilAsync(async () => waiting.IsCompleted || (await WaitersAsync("a")).Length == 1);
        Assert.True(await held.ReleaseAsync(Cancellation));
        await UntilAsync(() => Task.FromResult(waiting.IsCompleted));

        Clock.Advance(30 * Second);

        try
        {
            var lease = await waiting;
            Assert.True(lease.LostToken.IsCancellationRequested);
            Assert.False(await lease.ReleaseAsync(Cancellation));
        }
        catch (LockUnavailableException)
        {
        }
        await AssertFreeAsync("a");
    }

    private async Task AssertValidOrRefusedAsync(string resourceId)
    {
        try
        {
            var lease = await AcquireAsync(resourceId, "ada");
            Clock.Asked = null;
            Assert.False(lease.LostToken.IsCancellationRequested);
            Assert.True(await lease.ReleaseAsync(Cancellation));
        }
        catch (LockUnavailableException)
        {
            Clock.Asked = null;
        }
        await AssertFreeAsync(resourceId);
    }
}
