using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class LateCollectionTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InProcessLockManager _locks;

    public LateCollectionTests() => _locks = new InProcessLockManager(_clock);

    // LM4
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_grant_that_is_collected_after_its_lease_ran_out_is_refused(bool isRenewed)
    {
        var options = new LockOptions { Lease = TimeSpan.FromSeconds(30), AutoRenew = isRenewed };
        var held = await _locks.AcquireAsync("a", "ada", options);
        var waiting = _locks.AcquireAsync("a", "bob", options);
        Assert.True(await held.ReleaseAsync());
        Assert.True(waiting.IsCompleted);

        for (var third = 0; third < 3; third++) _clock.Advance(TimeSpan.FromSeconds(10));

        if (isRenewed) Assert.True(await (await waiting).ReleaseAsync());
        else await Assert.ThrowsAsync<LockUnavailableException>(async () => await waiting);
        Assert.Empty(await _locks.InspectAsync());
    }

    [Fact]
    public async Task A_grant_is_collected_once()
    {
        var held = await _locks.AcquireAsync("a", "ada");
        var waiting = _locks.AcquireAsync("a", "bob");
        await held.DisposeAsync();
        await waiting;

#pragma warning disable CA2012 // Awaiting twice is the mistake that must not end in somebody else's lease.
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await waiting);
#pragma warning restore CA2012
    }
}
