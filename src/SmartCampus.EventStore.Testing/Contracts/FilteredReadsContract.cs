using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES7 with filters by event type and stream prefix: a checkpoint moves past what was filtered out, never past what was not scanned.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class FilteredReadsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly string[] Streams = ["room-1", "room_1", "Room-1", "room-10", "roof", "room", "zz", "z"];

    [Theory]
    [InlineData("room-", "room-1", "room-10")]
    [InlineData("room_", "room_1")]
    [InlineData("room", "room-1", "room_1", "room-10", "room")]
    [InlineData("R", "Room-1")]
    [InlineData("z", "zz", "z")]
    [InlineData("room-10-and-more")]
    [InlineData("", "room-1", "room_1", "Room-1", "room-10", "roof", "room", "zz", "z")]
    public async Task A_prefix_is_compared_character_by_character(string prefix, params string[] kept)
    {
        foreach (var stream in Streams) await AppendAsync(stream, "1");

        var streams = (await ReadAllAsync(new AllReadOptions { Filter = new EventFilter { StreamPrefix = prefix } })).Select(e => e.Stream.Value);

        Assert.Equal(kept, streams);
    }

    [Fact]
    public async Task Types_are_kept_by_their_stored_names()
    {
        await FillAsync();

        Assert.Equal(3, (await ReadAllAsync(Filter("counted"))).Count);
        Assert.Equal(9, (await ReadAllAsync(Filter("counted", "noted", "never-seen"))).Count);
        Assert.Empty(await ReadAllAsync(Filter("Counted")));
        Assert.Empty(await ReadAllAsync(Filter()));
    }

    [Fact]
    public async Task Types_can_be_asked_for_by_a_base_type()
    {
        await FillAsync();

        var events = await ReadAllAsync(new AllReadOptions { Filter = new EventFilter { EventTypes = Store.Serializer.GetTypeNames(typeof(IContractEvent)) } });

        Assert.Equal(9, events.Count);
    }

    [Fact]
    public async Task An_event_must_pass_both_parts_of_a_filter()
    {
        await FillAsync();
        await AppendAsync(StreamAppend.To(new StreamId("b"), ExpectedVersion.Any, new Counted(1, 1)));

        var only = Assert.Single(await ReadAllAsync(Filter("counted") with { Filter = new EventFilter { EventTypes = new HashSet<string> { "counted" }, StreamPrefix = "b" } }));

        Assert.Equal("b", only.Stream.Value);
    }

    [Theory]
    [InlineData(ReadDirection.Forward, 1)]
    [InlineData(ReadDirection.Forward, 2)]
    [InlineData(ReadDirection.Backward, 1)]
    [InlineData(ReadDirection.Backward, 2)]
    public async Task Next_is_never_past_what_was_not_scanned(ReadDirection direction, int pageSize)
    {
        await FillAsync();
        var wanted = (await ReadAllAsync(Filter("counted"))).Select(e => e.Position).ToArray();
        var options = Filter("counted") with { Direction = direction, MaxCount = pageSize };
        var seen = new List<GlobalPosition>();
        while (true)
        {
            var page = await Store.ReadAllPageAsync(options, Cancellation);
            seen.AddRange(page.Events.Select(e => e.Position));
            var scanned = direction == ReadDirection.Forward ? wanted.Where(p => p <= page.Next) : wanted.Where(p => p >= page.Next).Reverse();
            Assert.Equal(scanned, seen);
            if (page.IsEnd) break;
            options = options with { After = page.Next };
        }
        Assert.Equal(wanted.Length, seen.Count);
    }

    [Fact]
    public async Task The_checkpoint_of_a_reader_that_wants_nothing_of_this_moves_to_the_end()
    {
        await FillAsync();
        var last = await Store.ReadLastPositionAsync(Cancellation);
        var page = await Store.ReadAllPageAsync(Filter("never-seen"), Cancellation);
        while (!page.IsEnd) page = await Store.ReadAllPageAsync(Filter("never-seen") with { After = page.Next }, Cancellation);

        Assert.True(page.Next >= last);
        await AppendAsync("a", "new");
        Assert.Single(await ReadAllAsync(new AllReadOptions { After = page.Next }));
    }

    private async Task FillAsync()
    {
        for (var number = 0; number < 3; number++)
            await AppendAsync(Notes("b", "1"), StreamAppend.To(new StreamId("a"), ExpectedVersion.Any, new Counted(0, number), new Noted("2")));
    }

    private static AllReadOptions Filter(params string[] types) => new() { Filter = new EventFilter { EventTypes = types.ToHashSet() } };
}
