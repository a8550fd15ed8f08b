using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM3: each lease of a resource has a higher token than all before it, and keeps it.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class FencingTokensContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Tokens_rise_over_release_expiry_and_break()
    {
        var tokens = new List<long>();
        for (var round = 0; round < 4; round++)
        {
            var released = await AcquireAsync("a", "ada");
            await released.ReleaseAsync(Cancellation);
            var expired = await AcquireAsync("a", "ada");
            Clock.Advance(30 * Second);
            var broken = await AcquireAsync("a", "ada");
            await Locks.BreakAsync("a", Cancellation);
            tokens.AddRange([released.FencingToken, expired.FencingToken, broken.FencingToken]);
        }

        Assert.Equal(tokens.Distinct().Order(), tokens);
        Assert.True(tokens[0] > 0);
    }

    [Fact]
    public async Task Tokens_rise_from_waiter_to_waiter()
    {
        var held = await AcquireAsync("a", "ada");
        var (second, third) = (await QueueAsync("a", "bob"), await QueueAsync("a", "cyd"));
        await held.ReleaseAsync(Cancellation);
        var next = await second.WaitAsync(Cancellation);
        await Locks.BreakAsync("a", Cancellation);
        var last = await third.WaitAsync(Cancellation);

        Assert.True(held.FencingToken < next.FencingToken);
        Assert.True(next.FencingToken < last.FencingToken);
    }

    [Fact]
    public async Task Tokens_rise_though_many_other_locks_come_and_go()
    {
        var before = await AcquireAsync("a", "ada");
        await before.ReleaseAsync(Cancellation);
        for (var other = 0; other < 200; other++)
        {
            var lease = await AcquireAsync($"other {other}", "ada");
            if (other % 2 == 0) await lease.ReleaseAsync(Cancellation);
        }
        Clock.Advance(TimeSpan.FromDays(2));
        await AssertFreeAsync("other 0");

        Assert.True((await AcquireAsync("a", "ada")).FencingToken > before.FencingToken);
    }

    [Fact]
    public async Task A_token_stays_when_the_lease_is_extended()
    {
        var lease = await AcquireAsync("a", "ada");
        await lease.ExtendAsync(60 * Second, Cancellation);
        await lease.ExtendAsync(null, Cancellation);

        Assert.Equal(lease.FencingToken, Assert.Single(await Locks.InspectAsync("a", Cancellation)).FencingToken);
    }
}
