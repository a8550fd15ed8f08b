using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM9: a wall clock that is off, or jumps, changes nothing.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class ClockJumpsContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task A_wall_clock_that_jumps_ends_no_lease_and_no_wait_and_keeps_none(int days)
    {
        var lease = await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob", Patient with { WaitTimeout = 20 * Second });

        Clock.Jump(TimeSpan.FromDays(days));
        Clock.Advance((10 * Second) - Tick);
        Assert.False(waiting.IsCompleted);
        Assert.False(lease.LostToken.IsCancellationRequested);
        Assert.Null(await TryAcquireAsync("a", "cyd"));
        Assert.Equal((20 * Second) + Tick, lease.ExpiresAt - Clock.GetUtcNow());

        Clock.Jump(TimeSpan.FromDays(-2 * days));
        Clock.Advance((10 * Second) + Tick);
        await Assert.ThrowsAsync<LockTimeoutException>(() => waiting.WaitAsync(Cancellation));
        Assert.False(lease.LostToken.IsCancellationRequested);
        await lease.ExtendAsync(null, Cancellation);
        Clock.Jump(TimeSpan.FromDays(days));
        Clock.Advance(30 * Second);

        await FiresAsync(lease.LostToken);
        var next = await TryAcquireAsync("a", "cyd");
        Assert.True(next?.FencingToken > lease.FencingToken);
    }
}
