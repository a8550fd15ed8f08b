using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES9: a deleted stream may come back and its versions go on; a tombstoned one never does; neither versions nor positions are reused.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class DeletionContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task A_deleted_streams_events_are_gone_and_its_head_stays()
    {
        await AppendAsync(Notes("a", "1", "2"), Notes("b", "1"));
        await DeleteAsync();

        var page = await ReadPageAsync("a");
        Assert.Equal((StreamStatus.Deleted, 2L, 0L, 0), (page.Status, page.Head.Value, page.First.Value, page.Events.Count));
        Assert.Equal("b", Assert.Single(await ReadAllAsync()).Stream.Value);
        await AssertNotesAsync("b", "1");
    }

    [Fact]
    public async Task A_deleted_stream_comes_back_with_the_next_version_time_and_again()
    {
        await AppendAsync("a", "1", "2");
        for (var version = 3; version <= 5; version++)
        {
            await DeleteAsync();
            await AppendAsync("a", ExpectedVersion.NoStream, $"{version}");

            var page = await ReadPageAsync("a");
            Assert.Equal((StreamStatus.Active, version, version), (page.Status, (int)page.Head.Value, (int)page.First.Value));
            await AssertNotesAsync("a", $"{version}");
        }
    }

    [Fact]
    public async Task Deleting_what_is_missing_or_deleted_changes_nothing()
    {
        await DeleteAsync();
        Assert.Equal(StreamStatus.Missing, (await ReadPageAsync("a")).Status);

        await AppendAsync("a", "1");
        await DeleteAsync();
        await DeleteAsync();

        Assert.Equal(StreamStatus.Deleted, (await ReadPageAsync("a")).Status);
        Assert.Equal(2, (await AppendAsync("a", ExpectedVersion.NoStream, "2")).Streams[0].First.Value);
    }

    [Fact]
    public async Task A_stream_that_is_not_as_expected_is_not_deleted()
    {
        Assert.Equal(0, (await ConflictAsync(ExpectedVersion.StreamExists)).Actual.Value);
        await AppendAsync("a", "1", "2");

        Assert.Equal(2, (await ConflictAsync(ExpectedVersion.Exactly(1))).Actual.Value);
        Assert.Equal(2, (await ConflictAsync(ExpectedVersion.NoStream)).Actual.Value);

        await AssertNotesAsync("a", "1", "2");
        await Store.DeleteAsync(A, ExpectedVersion.Exactly(2), Cancellation);
        await AssertNotesAsync("a");
    }

    [Fact]
    public async Task A_writer_that_has_not_seen_the_deletion_is_refused()
    {
        await AppendAsync("a", "1", "2");
        await DeleteAsync();

        var refused = await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.Exactly(2), "x"));

        Assert.Equal(2, refused.Actual.Value);
        Assert.Equal(StreamStatus.Deleted, (await ReadPageAsync("a")).Status);
    }

    [Fact]
    public async Task A_tombstoned_stream_takes_no_event_ever_again()
    {
        await AppendAsync("a", "1", "2");
        await TombstoneAsync();

        foreach (var expected in (ExpectedVersion[])[ExpectedVersion.Any, ExpectedVersion.NoStream, ExpectedVersion.StreamExists, ExpectedVersion.Exactly(2)])
        {
            var refused = await Assert.ThrowsAsync<StreamTombstonedException>(async () => await AppendAsync("a", expected, "x"));
            Assert.Equal(A, refused.Stream);
        }
        var page = await ReadPageAsync("a");
        Assert.Equal((StreamStatus.Tombstoned, 2L, 0L, 0), (page.Status, page.Head.Value, page.First.Value, page.Events.Count));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task A_tombstoned_stream_keeps_the_other_streams_of_an_append_unwritten()
    {
        await TombstoneAsync();

        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await AppendAsync(Notes("b", "x"), Notes("a", "x")));

        await AssertEmptyAsync();
    }

    [Fact]
    public async Task A_missing_and_a_deleted_stream_can_be_tombstoned_and_doing_it_again_changes_nothing()
    {
        await AppendAsync("a", "1");
        await DeleteAsync();
        await TombstoneAsync();
        await TombstoneAsync();
        await Store.TombstoneAsync(new StreamId("missing"), ExpectedVersion.NoStream, Cancellation);

        Assert.Equal(StreamStatus.Tombstoned, (await ReadPageAsync("a")).Status);
        Assert.Equal(StreamStatus.Tombstoned, (await ReadPageAsync("missing")).Status);
    }

    [Fact]
    public async Task A_tombstoned_stream_is_neither_truncated_nor_deleted()
    {
        await AppendAsync("a", "1", "2");
        await TombstoneAsync();

        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await Store.TruncateAsync(A, 2, ExpectedVersion.Any, Cancellation));
        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await DeleteAsync());
    }

    [Fact]
    public async Task A_stream_that_is_not_as_expected_is_not_tombstoned()
    {
        await AppendAsync("a", "1");

        await Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.TombstoneAsync(A, ExpectedVersion.NoStream, Cancellation));

        await AssertNotesAsync("a", "1");
    }

    [Fact]
    public async Task Deletions_that_race_with_appends_leave_one_history()
    {
        await Racing.Run(racers: 8, async racer =>
        {
            for (var round = 0; round < 10; round++)
            {
                if (racer == 0) await DeleteAsync();
                else await AppendAsync(Notes("a", $"{racer}.{round}"), Notes("b", $"{racer}.{round}"));
            }
        });

        var page = await ReadPageAsync("a");
        Assert.Equal(70, page.Head.Value);
        Assert.Equal(70 - (page.First.Value == 0 ? 70 : page.First.Value - 1), page.Events.Count);
        Assert.Equal(page.First.Value == 0 ? StreamStatus.Deleted : StreamStatus.Active, page.Status);
        var rest = (await ReadAsync("b")).TakeLast(page.Events.Count);
        Assert.Equal(rest.Select(e => e.CommitId), page.Events.Select(e => e.CommitId));
    }

    private ValueTask DeleteAsync() => Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);

    private ValueTask TombstoneAsync() => Store.TombstoneAsync(A, ExpectedVersion.Any, Cancellation);

    private Task<ConcurrencyException> ConflictAsync(ExpectedVersion expected) =>
        Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.DeleteAsync(A, expected, Cancellation));
}
