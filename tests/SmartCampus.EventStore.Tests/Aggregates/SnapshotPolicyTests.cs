using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

public sealed class SnapshotPolicyTests // ES8
{
    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(0, 3, true)]
    [InlineData(2, 3, true)]
    [InlineData(3, 5, false)]
    [InlineData(3, 3, false)]
    [InlineData(4, 11, true)]
    public void A_snapshot_is_due_when_a_save_crosses_a_multiple(long before, long after, bool due) =>
        Assert.Equal(due, SnapshotPolicy.Every(3).IsDue(before, after));

    [Fact]
    public void Never_is_never() => Assert.False(SnapshotPolicy.Never.IsDue(0, 1_000_000_000));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_interval_below_1_is_refused(int events) => Assert.Throws<ArgumentOutOfRangeException>(() => SnapshotPolicy.Every(events));
}
