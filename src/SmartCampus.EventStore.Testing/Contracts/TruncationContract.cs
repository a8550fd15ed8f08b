using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES9: a stream can be truncated before a version; neither versions nor positions are reused.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class TruncationContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task Events_before_the_version_are_gone_from_every_read()
    {
        await AppendAsync("a", "1", "2", "3", "4");
        await TruncateAsync(3);

        var page = await ReadPageAsync("a");
        Assert.Equal((StreamStatus.Active, 3L, 4L), (page.Status, page.First.Value, page.Head.Value));
        Assert.Equal([3, 4], page.Events.Select(e => e.Version.Value));
        Assert.Equal([3, 4], (await ReadAllAsync()).Select(e => e.Version.Value));
        Assert.Equal([4, 3], (await ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward })).Select(e => e.Version.Value));
    }

    [Theory]
    [InlineData(ReadDirection.Forward, 1L, "3,4")]
    [InlineData(ReadDirection.Forward, 4L, "4")]
    [InlineData(ReadDirection.Backward, null, "4,3")]
    [InlineData(ReadDirection.Backward, 2L, "")]
    public async Task Pages_end_where_the_truncation_begins(ReadDirection direction, long? from, string versions)
    {
        await AppendAsync("a", "1", "2", "3", "4");
        await TruncateAsync(3);

        var options = new StreamReadOptions { Direction = direction, From = from is { } version ? new StreamVersion(version) : null, MaxCount = 1 };
        var read = await Store.ReadStreamAsync(A, options, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(versions, string.Join(',', read.Select(e => e.Version)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_version_that_is_gone_already_changes_nothing(long before)
    {
        await AppendAsync("a", "1", "2", "3", "4");
        await TruncateAsync(3);

        await TruncateAsync(before);

        await AssertNotesAsync("a", "3", "4");
    }

    [Fact]
    public async Task The_last_event_stays()
    {
        await AppendAsync("a", "1", "2");
        await TruncateAsync(2);
        await AssertNotesAsync("a", "2");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await TruncateAsync(3));
        await AssertNotesAsync("a", "2");
    }

    [Fact]
    public async Task A_missing_stream_cannot_be_truncated()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await TruncateAsync(1));

        Assert.Equal(StreamStatus.Missing, (await ReadPageAsync("a")).Status);
    }

    [Fact]
    public async Task A_stream_that_is_not_as_expected_is_not_truncated()
    {
        await AppendAsync("a", "1", "2", "3");

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.TruncateAsync(A, 2, ExpectedVersion.Exactly(2), Cancellation));

        Assert.Equal(3, conflict.Actual.Value);
        await AssertNotesAsync("a", "1", "2", "3");
        await Store.TruncateAsync(A, 2, ExpectedVersion.Exactly(3), Cancellation);
        await AssertNotesAsync("a", "2", "3");
    }

    [Fact]
    public async Task Versions_and_positions_go_on_after_truncation()
    {
        var before = await AppendAsync("a", "1", "2");
        await TruncateAsync(2);

        var after = await AppendAsync("a", ExpectedVersion.Exactly(2), "3");

        Assert.Equal(3, after.Streams[0].First.Value);
        Assert.True(after.Position > before.Position);
    }

    [Fact]
    public async Task Other_streams_are_left_alone()
    {
        await AppendAsync(Notes("a", "1", "2"), Notes("b", "1", "2"));
        await TruncateAsync(2);

        await AssertNotesAsync("b", "1", "2");
    }

    private ValueTask TruncateAsync(long before) => Store.TruncateAsync(A, before, ExpectedVersion.Any, Cancellation);
}
