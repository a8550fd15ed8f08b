using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM11: what happens to locks is counted.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class MetricsContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Acquisitions_and_how_long_they_took_and_lasted_are_counted()
    {
        Meter.Start();
        var first = await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob");
        Clock.Advance(2 * Second);
        await first.ReleaseAsync(Cancellation);
        var second = await waiting.WaitAsync(Cancellation);
        Clock.Advance(3 * Second);
        await second.ReleaseAsync(Cancellation);

        Assert.Equal(2, Meter.Sum("smartcampus.lock.acquired"));
        Assert.Equal(1, Meter.Sum("smartcampus.lock.contended"));
        Assert.Equal(2, Meter.Sum("smartcampus.lock.wait.duration"), 3);
        Assert.Equal(5, Meter.Sum("smartcampus.lock.hold.duration"), 3);
        Assert.Equal(0, Meter.Sum("smartcampus.lock.timed_out") + Meter.Sum("smartcampus.lock.lost"));
    }

    [Fact]
    public async Task Waits_that_were_too_long_are_counted()
    {
        Meter.Start();
        await AcquireAsync("a", "ada");
        Assert.Null(await TryAcquireAsync("a", "bob"));
        var waiting = await QueueAsync("a", "bob", Patient with { WaitTimeout = Second });
        Clock.Advance(Second);
        await Assert.ThrowsAsync<LockTimeoutException>(() => waiting.WaitAsync(Cancellation));

        Assert.Equal(2, Meter.Sum("smartcampus.lock.timed_out"));
        Assert.Equal(2, Meter.Sum("smartcampus.lock.contended"));
        Assert.Equal(1, Meter.Sum("smartcampus.lock.acquired"));
    }

    [Fact]
    public async Task Leases_that_were_lost_are_counted()
    {
        Meter.Start();
        var (expired, broken) = (await AcquireAsync("a", "ada"), await AcquireAsync("b", "ada"));
        Assert.True(await Locks.BreakAsync("b", Cancellation));
        Clock.Advance(30 * Second);
        await FiresAsync(expired.LostToken);
        Assert.False(await expired.ReleaseAsync(Cancellation) || await broken.ReleaseAsync(Cancellation));

        await UntilAsync(() => Task.FromResult(Meter.Sum("smartcampus.lock.lost") == 2));
        Assert.Equal(30, Meter.Sum("smartcampus.lock.hold.duration"), 3);
    }

    [Fact]
    public async Task A_listener_that_throws_is_in_nobodys_way()
    {
        Meter.Told = () => throw new InvalidOperationException("A listener that fails on purpose.");
        Meter.Start();
        var first = await AcquireAsync("a", "ada");
        Assert.Null(await TryAcquireAsync("a", "bob"));
        var waiting = await QueueAsync("a", "bob");
        Assert.True(await first.ReleaseAsync(Cancellation));
        await (await waiting.WaitAsync(Cancellation)).DisposeAsync();
        await AcquireAsync("broken", "ada");
        Assert.True(await Locks.BreakAsync("broken", Cancellation));
        for (var round = 0; round < 2; round++)
        {
            var lost = (await AcquireAsync("a", "ada")).LostToken;
            Clock.Advance(30 * Second);
            await FiresAsync(lost);
        }

        await AssertFreeAsync("a");
        await UntilAsync(() => Task.FromResult(Meter.Sum("smartcampus.lock.lost") == 3));
        Assert.Equal(6, Meter.Sum("smartcampus.lock.acquired"));
        Assert.Equal(2, Meter.Sum("smartcampus.lock.contended"));
        Assert.Equal(1, Meter.Sum("smartcampus.lock.timed_out"));
        Assert.Equal(60, Meter.Sum("smartcampus.lock.hold.duration"), 3);
    }
}
