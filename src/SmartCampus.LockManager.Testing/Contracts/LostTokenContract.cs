using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM4: the holder is told no later than its lease ends, and nobody else is.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class LostTokenContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_token_fires_when_the_lease_runs_out_and_not_before()
    {
        var lease = await AcquireAsync("a", "ada");
        var lost = lease.LostToken;

        Clock.Advance((30 * Second) - Tick);
        Assert.False(lost.IsCancellationRequested);
        Clock.Advance(Tick);

        await FiresAsync(lost);
        await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(null, Cancellation).AsTask());
    }

    [Fact]
    public async Task A_token_fires_when_the_lease_is_broken()
    {
        var lease = await AcquireAsync("a", "ada");
        var lost = lease.LostToken;

        Assert.True(await Locks.BreakAsync("a", Cancellation));

        await FiresAsync(lost);
    }

    [Fact]
    public async Task A_token_has_fired_before_the_next_holder_gets_the_lock()
    {
        var lease = await AcquireAsync("a", "ada");
        var lost = lease.LostToken;
        var waiting = await QueueAsync("a", "bob");

        Clock.Advance(30 * Second);
        await waiting.WaitAsync(Cancellation);

        Assert.True(lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_of_a_lease_that_was_released_never_fires()
    {
        var lease = await AcquireAsync("a", "ada");
        var lost = lease.LostToken;
        Assert.True(await lease.ReleaseAsync(Cancellation));
        var next = await AcquireAsync("a", "bob");
        var nextLost = next.LostToken;

        Clock.Advance(30 * Second);

        await FiresAsync(nextLost);
        Assert.False(lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_that_is_asked_for_after_the_end_of_the_lease_has_fired()
    {
        var released = await AcquireAsync("a", "ada");
        Assert.True(await released.ReleaseAsync(Cancellation));
        var expired = await AcquireAsync("b", "ada");
        Clock.Advance(30 * Second);
        var current = await AcquireAsync("a", "bob");

        Assert.True(released.LostToken.IsCancellationRequested);
        Assert.True(expired.LostToken.IsCancellationRequested);
        Assert.False(current.LostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_that_is_asked_for_again_after_the_release_has_fired_and_the_earlier_one_has_not()
    {
        var lease = await AcquireAsync("a", "ada");
        var earlier = lease.LostToken;

        Assert.True(await lease.ReleaseAsync(Cancellation));

        Assert.True(lease.LostToken.IsCancellationRequested);
        Assert.False(earlier.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_is_the_same_whenever_it_is_asked_for()
    {
        var lease = await AcquireAsync("a", "ada");

        Assert.Equal(lease.LostToken, lease.LostToken);
    }

    [Fact]
    public async Task A_process_that_was_stopped_past_the_end_of_its_lease_learns_it_when_it_asks()
    {
        var lease = await AcquireAsync("a", "ada");

        Clock.Stop(30 * Second);

        Assert.True(lease.LostToken.IsCancellationRequested);
        Assert.True(lease.ExpiresAt <= Clock.GetUtcNow());
        await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(null, Cancellation).AsTask());
        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_callback_that_blocks_or_throws_delays_no_other_lease_and_no_waiter()
    {
        var end = new ManualResetEventSlim();
        var tokens = new List<CancellationToken>();
        for (var number = 0; number < 3; number++)
        {
            var lease = await AcquireAsync($"blocking {number}", "ada");
            tokens.Add(lease.LostToken);
            lease.LostToken.Register(() => end.Wait());
        }
        var throwing = await AcquireAsync("throwing", "ada");
        tokens.Add(throwing.LostToken);
        throwing.LostToken.Register(() => throw new InvalidOperationException("A callback that fails on purpose."));
        var waiting = await QueueAsync("blocking 0", "bob");

        Clock.Advance(30 * Second);

        await UntilAsync(() => Task.FromResult(tokens.All(token => token.IsCancellationRequested)));
        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
        end.Set();
    }
}
