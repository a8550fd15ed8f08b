using Xunit;

namespace SmartCampus.Events.Tests.Values;

public sealed class VersionTests // ES2, ES3
{
    [Fact]
    public void A_version_is_a_number_from_0_that_can_be_compared()
    {
        Assert.Equal(0, StreamVersion.None.Value);
        Assert.Equal(StreamVersion.First, StreamVersion.None.Next);
        Assert.True(new StreamVersion(1) < 2 && new StreamVersion(2) > 1 && new StreamVersion(2) <= 2 && new StreamVersion(2) >= 2);
        Assert.False(new StreamVersion(2) < 2 || new StreamVersion(2) > 2 || new StreamVersion(3) <= 2 || new StreamVersion(1) >= 2);
        Assert.Equal([1, 2, 10], new StreamVersion[] { 10, 1, 2 }.Order().Select(v => v.Value));
        Assert.Equal("10", new StreamVersion(10).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamVersion(-1));
    }

    [Fact]
    public void A_position_is_a_number_from_0_that_can_be_compared()
    {
        var (low, high) = (new GlobalPosition(1), new GlobalPosition(2));
        Assert.Equal(0, GlobalPosition.Start.Value);
        Assert.True(low < high && high > low && low <= high && high >= low);
        Assert.False(high < low || low > high || high <= low || low >= high);
        Assert.Equal([low, high], new[] { high, low }.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlobalPosition(-1));
    }

    [Fact]
    public void The_default_expectation_is_any() => Assert.Equal(ExpectedVersion.Any, default);

    [Fact]
    public void Expecting_exactly_0_is_expecting_no_stream()
    {
        Assert.Equal(ExpectedVersion.NoStream, ExpectedVersion.Exactly(0));
        Assert.Null(ExpectedVersion.Exactly(0).Version);
        Assert.Equal(3, ExpectedVersion.Exactly(3).Version?.Value);
        Assert.Null(ExpectedVersion.Any.Version);
    }

    [Theory]
    [InlineData(0, false, true, true, false, false)]
    [InlineData(2, false, true, false, true, true)]
    [InlineData(3, false, true, false, true, false)]
    [InlineData(2, true, true, true, false, false)]
    [InlineData(3, true, true, true, false, false)]
    public void An_expectation_accepts_a_stream_or_not(long head, bool deleted, bool any, bool noStream, bool exists, bool exactly2)
    {
        Assert.Equal(any, ExpectedVersion.Any.Accepts(head, deleted));
        Assert.Equal(noStream, ExpectedVersion.NoStream.Accepts(head, deleted));
        Assert.Equal(exists, ExpectedVersion.StreamExists.Accepts(head, deleted));
        Assert.Equal(exactly2, ExpectedVersion.Exactly(2).Accepts(head, deleted));
    }

    [Fact]
    public void Expectations_read_well_in_a_message()
    {
        var conflict = new ConcurrencyException(new StreamId("a"), ExpectedVersion.Exactly(2), 3);

        Assert.Equal("Stream 'a' was expected to be at version 2, but it is at version 3. Read it again, decide anew and retry.", conflict.Message);
        Assert.Contains("was deleted at version 2.", new ConcurrencyException(new StreamId("a"), ExpectedVersion.Exactly(2), 2).Message, StringComparison.Ordinal);
        Assert.Equal(["any version", "no stream", "an existing stream"], new[] { ExpectedVersion.Any, ExpectedVersion.NoStream, ExpectedVersion.StreamExists }.Select(e => $"{e}"));
    }
}
