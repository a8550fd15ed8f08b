using SmartCampus.Events.Tests.Aggregates;
using Xunit;

namespace SmartCampus.Events.Tests.Providers;

public sealed class PreparedAppendTests // ES4
{
    private static readonly EventSerializer Serializer = new(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken));

    [Fact]
    public void The_hash_leaves_out_what_a_retry_may_change()
    {
        var append = StreamAppend.To(new StreamId("a"), ExpectedVersion.NoStream, new SeatTaken("ada"));

        Assert.Equal(Hash(append), Hash(append with { Expected = ExpectedVersion.Exactly(5), FencingToken = 3 }));
    }

    [Fact]
    public void Every_other_difference_changes_the_hash()
    {
        StreamId a = new("a"), b = new("b"), ab = new("ab");
        var (ada, bob) = (new SeatTaken("ada"), new SeatTaken("bob"));
        StreamAppend[][] appends =
        [
            [To(a, ada)], [To(b, ada)], [To(ab, ada)], [To(a, bob)], [To(a, new SectionOpened(1))], [To(a, ada, ada)], [To(a, ada, bob)], [To(a, bob, ada)],
            [To(a, ada), To(b, bob)], [To(b, bob), To(a, ada)], [To(a, ada, bob), To(b, bob)], [To(a, ada), To(b, bob, bob)],
            [new StreamAppend(a, ExpectedVersion.Any, [new EventData(ada) { Metadata = new EventMetadata { Actor = "x" } }])],
        ];

        Assert.Equal(appends.Length, appends.Select(streams => Hash(streams)).Distinct().Count());
    }

    [Fact]
    public void What_was_prepared_keeps_the_order_and_counts_the_events()
    {
        var prepared = Prepare(To(new StreamId("b"), new SectionOpened(1), new SeatTaken("ada")), To(new StreamId("a"), new SeatTaken("bob")) with { FencingToken = 7 });

        Assert.Equal(3, prepared.EventCount);
        Assert.Equal(["b", "a"], prepared.Streams.Select(s => s.Stream.Value));
        Assert.Equal([null, 7], prepared.Streams.Select(s => s.FencingToken));
        Assert.Equal(["section-opened", "seat-taken"], prepared.Streams[0].Events.Select(e => e.EventType));
    }

    [Fact]
    public void Events_are_counted_before_they_are_serialized()
    {
        var request = new AppendRequest(To(new StreamId("a"), new object(), new object()));

        Assert.Throws<LimitExceededException>(() => PreparedAppend.Create(request, Serializer, new EventStoreLimits { MaxAppendEvents = 1 }));
    }

    [Theory]
    [InlineData(EventStoreLimit.EventBytes, "The event has 12 bytes with its metadata, and MaxEventBytes allows 10. Make the event smaller, or raise EventStoreLimits.MaxEventBytes")]
    [InlineData(EventStoreLimit.AppendEvents, "The append has 12 events, and MaxAppendEvents allows 10. Split the append, or raise EventStoreLimits.MaxAppendEvents")]
    [InlineData(EventStoreLimit.AppendBytes, "The append has 12 bytes or more, and MaxAppendBytes allows 10. Split the append, or raise EventStoreLimits.MaxAppendBytes")]
    [InlineData(EventStoreLimit.SnapshotBytes, "The state of the snapshot has 12 bytes, and MaxAppendBytes allows 10. Make the state smaller, or raise EventStoreLimits.MaxAppendBytes")]
    public void What_is_too_large_is_told_with_what_helps_and_the_option_to_raise(EventStoreLimit limit, string message) =>
        Assert.StartsWith(message, new LimitExceededException(limit, 10, 12).Message, StringComparison.Ordinal);

    private static StreamAppend To(StreamId stream, params object[] events) => StreamAppend.To(stream, ExpectedVersion.Any, events);

    private static PreparedAppend Prepare(params StreamAppend[] streams) => PreparedAppend.Create(new AppendRequest(streams), Serializer, EventStoreLimits.Default);

    private static UInt128 Hash(params StreamAppend[] streams) => Prepare(streams).ContentHash;
}
