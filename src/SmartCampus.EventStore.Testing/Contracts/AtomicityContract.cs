using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES1: an append, over one or several streams, becomes visible whole or not at all.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class AtomicityContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Writers = 4, CommitsPerWriter = 20;
    private static readonly string[] Streams = ["first", "second", "third"];

    [Fact]
    public async Task An_append_over_several_streams_is_stored_whole_and_reports_its_versions_in_the_order_asked_for()
    {
        await AppendAsync("second", "before");

        var result = await AppendAsync(Notes("third", "a"), Notes("second", "b", "c"), Notes("first", "d"));

        Assert.Equal([new(new StreamId("third"), 1, 1), new(new StreamId("second"), 2, 3), new(new StreamId("first"), 1, 1)], result.Streams);
        Assert.False(result.AlreadyCommitted);
        await AssertNotesAsync("third", "a");
        await AssertNotesAsync("second", "before", "b", "c");
        await AssertNotesAsync("first", "d");
    }

    [Fact]
    public async Task A_conflict_in_the_last_stream_keeps_the_others_unwritten()
    {
        await AppendAsync("third", "before");

        await Assert.ThrowsAsync<ConcurrencyException>(async () =>
            await AppendAsync(Notes("first", "a"), Notes("second", "b"), Notes("third", ExpectedVersion.NoStream, "c")));

        await AssertNotesAsync("third", "before");
        Assert.Equal(StreamStatus.Missing, (await ReadPageAsync("first")).Status);
        Assert.Equal(StreamStatus.Missing, (await ReadPageAsync("second")).Status);
    }

    [Fact]
    public async Task An_event_that_cannot_be_serialized_keeps_the_events_before_it_unwritten()
    {
        await Assert.ThrowsAsync<UnregisteredEventTypeException>(async () =>
            await AppendAsync(Notes("first", "a"), StreamAppend.To(new StreamId("second"), ExpectedVersion.Any, new Noted("b"), new Unregistered())));

        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Readers_of_the_whole_store_never_see_half_an_append()
    {
        var writing = WriteAsync();
        while (!writing.IsCompleted) AssertWhole(await ReadAllAsync(new AllReadOptions { MaxCount = 50 }));
        await writing;

        var all = await ReadAllAsync();
        AssertWhole(all);
        Assert.Equal(Writers * CommitsPerWriter * 2 * Streams.Length, all.Count);
    }

    [Fact]
    public async Task Backward_readers_never_see_half_an_append()
    {
        var writing = WriteAsync();
        while (!writing.IsCompleted) AssertWhole(await ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward, MaxCount = 50 }));
        await writing;
    }

    [Fact]
    public async Task What_one_stream_shows_of_an_append_the_next_stream_read_shows_too()
    {
        var writing = WriteAsync();
        while (!writing.IsCompleted)
        {
            HashSet<CommitId> seen = [];
            foreach (var stream in Streams)
            {
                var commits = (await ReadAsync(stream)).CountBy(e => e.CommitId).ToDictionary();
                Assert.All(commits, commit => Assert.Equal(2, commit.Value));
                Assert.Superset(seen, commits.Keys.ToHashSet());
                seen = [.. commits.Keys];
            }
        }
        await writing;
    }

    private static void AssertWhole(List<EventEnvelope> events) =>
        Assert.All(events.CountBy(e => e.CommitId), commit => Assert.Equal(2 * Streams.Length, commit.Value));

    private Task WriteAsync() => Racing.Run(Writers, async writer =>
    {
        for (var number = 0; number < CommitsPerWriter; number++)
            await AppendAsync([.. Streams.Select(stream => Notes(stream, $"{writer}.{number}.1", $"{writer}.{number}.2"))]);
    });
}
