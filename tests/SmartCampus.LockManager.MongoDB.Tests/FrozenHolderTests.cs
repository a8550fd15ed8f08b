using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM3, LM5, LM9: a holder whose process was stopped past its lease, with its clock and its timers, while the server's time went on.</summary>
public sealed class FrozenHolderTests : LockTest
{
    [Fact]
    public async Task A_holder_that_was_frozen_past_its_lease_touches_nothing_and_has_the_lower_token()
    {
        var (frozen, other) = (Open(new FakeTimeProvider()), Open());
        var stale = await frozen.AcquireAsync("a", "ada", AtOnce with { AutoRenew = true }, Cancellation);
        var released = await frozen.AcquireAsync("b", "ada", AtOnce, Cancellation);
        Advance(TimeSpan.FromSeconds(30));

        var (current, next) = (await other.AcquireAsync("a", "bob", AtOnce, Cancellation), await other.AcquireAsync("b", "bob", AtOnce, Cancellation));

        // Its own clock says that it holds the locks: only the server knows better.
        Assert.False(stale.LostToken.IsCancellationRequested);
        await Assert.ThrowsAsync<LockNotOwnedException>(() => stale.ExtendAsync(null, Cancellation).AsTask());
        Assert.True(stale.LostToken.IsCancellationRequested);
        Assert.False(await stale.ReleaseAsync(Cancellation));
        Assert.False(await released.ReleaseAsync(Cancellation));
        Assert.True(stale.FencingToken < current.FencingToken);
        Assert.True(released.FencingToken < next.FencingToken);
        Assert.Equal(2, Leases().Count);
        Assert.True(await current.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_holder_that_looks_again_finds_its_lease_gone_before_its_own_clock_says_so()
    {
        var frozen = Open(new FakeTimeProvider());
        var time = new FakeTimeProvider();
        var waking = Open(time);
        var lost = (await waking.AcquireAsync("a", "ada", AtOnce, Cancellation)).LostToken;
        ServerTime.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await frozen.TryAcquireAsync("a", "bob", AtOnce, Cancellation));

        time.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(() => lost.IsCancellationRequested);
    }
}
