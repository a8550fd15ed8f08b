using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES10, types: stored names are the registered ones and stable over renames; upcasters apply on every read; an unknown name is an error that says where.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class TypesContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    /// <summary>Makes the contract; its store holds what three versions of a program wrote, and reads as the third.</summary>
    protected TypesContract() => Settings = Settings with { Serializer = new ChangedSerializer() };

    [Fact]
    public async Task The_stored_name_is_the_registered_one()
    {
        await AppendAsync("a", "1");

        var envelope = Assert.Single(await ReadAsync("a"));
        Assert.Equal(("noted", 1), (envelope.EventType, envelope.SchemaVersion));
        Assert.Equal("""{"Text":"1"}"""u8, envelope.Data.Span);
    }

    [Fact]
    public async Task Events_of_three_versions_of_a_program_are_upcast_to_the_newest_on_every_read_path()
    {
        await AppendAsync(StreamAppend.To(A, ExpectedVersion.Any, new FirstName("ada lovelace"), new SecondName("grace hopper"), new ThirdName("bob", "moog")));

        foreach (var read in await EveryReadAsync())
        {
            Assert.Equal([("was-named", 1), ("was-named", 2), ("named", 3)], read.Select(e => (e.EventType, e.SchemaVersion)));
            Assert.Equal([new ThirdName("ada", "lovelace"), new ThirdName("grace", "hopper"), new ThirdName("bob", "moog")], read.Select(e => e.Event));
        }
    }

    [Fact]
    public async Task A_filter_by_type_finds_former_names_too()
    {
        await AppendAsync(StreamAppend.To(A, ExpectedVersion.Any, new FirstName("ada lovelace"), new Noted("between"), new ThirdName("bob", "moog")));

        var named = await ReadAllAsync(new AllReadOptions { Filter = new EventFilter { EventTypes = Store.Serializer.GetTypeNames(typeof(ThirdName)) } });

        Assert.Equal([new ThirdName("ada", "lovelace"), new ThirdName("bob", "moog")], named.Select(e => e.Event));
    }

    [Fact]
    public async Task An_unknown_type_is_an_error_when_it_is_used_and_no_earlier()
    {
        await AppendAsync("b", "before");
        await AppendAsync(StreamAppend.To(A, ExpectedVersion.Any, new Noted("1"), new Forgotten("2"), new Noted("3")));

        foreach (var envelope in (await EveryReadAsync()).SelectMany(read => read).Where(e => e.EventType == "forgotten"))
        {
            var unknown = Assert.Throws<UnknownEventTypeException>(() => envelope.Event);
            Assert.Equal((A, 2L, envelope.Position, "forgotten", 1), (unknown.Stream, unknown.Version.Value, unknown.Position, unknown.EventType, unknown.SchemaVersion));
        }
        Assert.Equal([new Noted("1"), new Noted("3")], (await ReadAsync("a")).Where(e => e.EventType == "noted").Select(e => e.Event));
    }

    [Fact]
    public async Task An_unregistered_type_is_refused_and_named()
    {
        var refused = await Assert.ThrowsAsync<UnregisteredEventTypeException>(async () =>
            await AppendAsync(StreamAppend.To(A, ExpectedVersion.Any, new Noted("1"), new Unregistered())));

        Assert.Equal(typeof(Unregistered), refused.Type);
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Any_text_comes_back_as_it_was_written()
    {
        string[] texts = ["", "\0\u0001\n\"\\", "Zürich 東京 🎓", "e\u0301 and é", new string('x', 100_000)];
        await AppendAsync("a", texts);

        Assert.Equal(texts, (await ReadAsync("a")).Select(e => ((Noted)e.Event).Text));
    }

    /// <summary>Reads stream <c>a</c> in every way that there is; each gives its events oldest first.</summary>
    private async Task<List<EventEnvelope>[]> EveryReadAsync()
    {
        var followed = new List<EventEnvelope>();
        await foreach (var page in Store.FollowAllAsync(new AllReadOptions { Filter = new EventFilter { StreamPrefix = "a" } }, Cancellation))
        {
            followed.AddRange(page.Events);
            if (page.IsEnd) break;
        }
        List<EventEnvelope>[] reads =
        [
            await ReadAsync("a"),
            [.. await Store.ReadStreamAsync(A, new StreamReadOptions { Direction = ReadDirection.Backward }, Cancellation).Reverse().ToListAsync(Cancellation)],
            [.. (await ReadAllAsync()).Where(e => e.Stream == A)],
            [.. (await ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward })).Where(e => e.Stream == A).Reverse()],
            followed,
            [.. (await Store.ReplayAsync(A, null, null, Cancellation)).Events],
        ];
        Assert.All(reads, read => Assert.Equal(3, read.Count));
        return reads;
    }
}
