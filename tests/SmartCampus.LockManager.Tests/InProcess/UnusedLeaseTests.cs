using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class UnusedLeaseTests
{
    // LM5
    [Fact]
    public async Task A_lease_that_was_never_acquired_can_be_disposed() => await default(LockLease).DisposeAsync();

    [Fact]
    public void Options_out_of_range_are_refused_where_they_are_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockOptions { Lease = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockOptions { WaitTimeout = TimeSpan.FromMilliseconds(-2) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockOptions { WaitTimeout = TimeSpan.FromDays(1.1) });
        Assert.Equal(Timeout.InfiniteTimeSpan, new LockOptions { WaitTimeout = Timeout.InfiniteTimeSpan }.WaitTimeout);
    }
}
