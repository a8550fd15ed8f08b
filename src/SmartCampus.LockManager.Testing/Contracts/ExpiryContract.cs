using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM2: a lease is exclusive while it is valid, ends by itself, and can be prolonged.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class ExpiryContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_lease_is_exclusive_until_it_runs_out()
    {
        var lease = await AcquireAsync("a", "ada");

        Clock.Advance((30 * Second) - Tick);
        Assert.Null(await TryAcquireAsync("a", "bob"));
        Clock.Advance(Tick);

        Assert.NotNull(await TryAcquireAsync("a", "bob"));
        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_lease_that_runs_out_goes_to_the_first_waiter()
    {
        await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob");

        Clock.Advance(30 * Second);

        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
        await AssertHeldAsync("a", "bob");
    }

    [Fact]
    public async Task The_lease_of_a_waiter_begins_when_it_is_granted()
    {
        var held = await AcquireAsync("a", "ada");
        var waiting = await QueueAsync("a", "bob");
        Clock.Advance(20 * Second);
        await held.ReleaseAsync(Cancellation);
        await waiting.WaitAsync(Cancellation);

        Clock.Advance((30 * Second) - Tick);
        await AssertHeldAsync("a", "bob");
        Clock.Advance(Tick);

        await AssertFreeAsync("a");
    }

    [Fact]
    public async Task Extending_prolongs_the_lease_from_now_on_by_its_own_length()
    {
        var lease = await AcquireAsync("a", "ada");
        Clock.Advance(20 * Second);
        await lease.ExtendAsync(null, Cancellation);

        Clock.Advance((30 * Second) - Tick);
        Assert.False(lease.LostToken.IsCancellationRequested);
        await AssertHeldAsync("a", "ada");
        Clock.Advance(Tick);

        await AssertFreeAsync("a");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Extending_takes_any_length(int seconds)
    {
        var lease = await AcquireAsync("a", "ada");
        await lease.ExtendAsync(seconds * Second, Cancellation);

        Clock.Advance((seconds * Second) - Tick);
        await AssertHeldAsync("a", "ada");
        Clock.Advance(Tick);

        await AssertFreeAsync("a");
        await FiresAsync(lease.LostToken);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(86_400_001)]
    public async Task A_lease_lasts_10_ms_to_1_day(int milliseconds)
    {
        var lease = await AcquireAsync("a", "ada");
        var length = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Throws<ArgumentOutOfRangeException>(() => Patient with { Lease = length });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => lease.ExtendAsync(length, Cancellation).AsTask());
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }
}
