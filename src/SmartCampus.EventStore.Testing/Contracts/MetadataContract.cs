using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES10, metadata: correlation, causation, actor, headers, commit and time come back with every event.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class MetadataContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly EventMetadata Everything = new()
    {
        CorrelationId = "registration-day",
        CausationId = "command-1",
        Actor = "ada@example.edu, Zürich 東京",
        Headers = new Dictionary<string, string> { ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ["empty"] = "" },
    };

    [Fact]
    public async Task What_the_writer_says_of_each_event_comes_back()
    {
        await AppendAsync(new StreamAppend(new StreamId("a"), ExpectedVersion.Any,
        [
            new EventData(new Noted("1")) { Metadata = Everything },
            new EventData(new Noted("2")),
            new EventData(new Noted("3")) { Metadata = new EventMetadata { Actor = "bob" } },
        ]));

        foreach (var read in (List<EventEnvelope>[])[await ReadAsync("a"), await ReadAllAsync()])
        {
            Assert.Equivalent(Everything, read[0].Metadata, strict: true);
            Assert.Equal(EventMetadata.Empty, read[1].Metadata);
            Assert.Equivalent(new EventMetadata { Actor = "bob" }, read[2].Metadata, strict: true);
        }
    }

    [Fact]
    public async Task The_store_says_when_it_took_each_append_in_utc()
    {
        var first = Clock.GetUtcNow();
        await AppendAsync("a", "1", "2");
        Clock.Advance(TimeSpan.FromMilliseconds(1_500));
        await AppendAsync("a", "3");

        var times = (await ReadAsync("a")).Select(e => e.RecordedAt).ToArray();
        Assert.Equal([first, first, first.AddMilliseconds(1_500)], times);
        Assert.All(times, time => Assert.Equal(TimeSpan.Zero, time.Offset));
        Assert.Equal(times, (await ReadAllAsync()).Select(e => e.RecordedAt));
    }

    [Fact]
    public async Task Every_event_knows_its_stream_version_position_and_commit()
    {
        var first = await AppendAsync(Notes("a", "1", "2"), Notes("b", "3"));
        var second = await AppendAsync("a", "4");

        var all = await ReadAllAsync();
        Assert.Equal(["a@1", "a@2", "b@1", "a@3"], all.Select(e => $"{e.Stream}@{e.Version}"));
        Assert.Equal([first.CommitId, first.CommitId, first.CommitId, second.CommitId], all.Select(e => e.CommitId));
        var a = await ReadAsync("a");
        Assert.Equal(all.Where(e => e.Stream.Value == "a").Select(e => e.Position), a.Select(e => e.Position));
    }
}
