using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

public sealed class AggregateTests
{
    private static readonly StreamId Id = new("section-1");

    private static readonly EventSerializer Serializer = new(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken));

    [Fact]
    public void A_replay_folds_events_from_the_first_on()
    {
        var section = Section.Replay(Id, [Envelope(1, new SectionOpened(3)), Envelope(2, new SeatTaken("ada"))]);

        Assert.Equal((2L, 2), (section.Version.Value, section.State.SeatsLeft));
        Assert.Empty(section.Uncommitted);
    }

    [Fact]
    public void A_snapshot_and_the_events_after_it_give_the_same_state()
    {
        var section = Section.FromSnapshot(new Snapshot(Id, 5, "section-1", """{"SeatsLeft":8}"""u8.ToArray()));
        section.Apply(Envelope(6, new SeatTaken("ada")));

        Assert.Equal((6L, 7), (section.Version.Value, section.State.SeatsLeft));
    }

    [Fact]
    public void A_snapshot_of_another_schema_is_refused() =>
        Assert.Throws<ArgumentException>(() => Section.FromSnapshot(new Snapshot(Id, 5, "section-0", "{}"u8.ToArray())));

    [Fact]
    public void An_event_of_another_stream_is_refused() =>
        Assert.Throws<ArgumentException>(() => Section.Create(new StreamId("section-2")).Apply(Envelope(1, new SectionOpened(3))));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void An_event_that_is_not_the_next_one_is_refused(long version)
    {
        var section = Section.Replay(Id, [Envelope(1, new SectionOpened(3)), Envelope(2, new SeatTaken("ada"))]);

        Assert.Throws<InvalidOperationException>(() => section.Apply(Envelope(version, new SeatTaken("bob"))));
        Assert.Equal(2, section.State.SeatsLeft);
    }

    [Fact]
    public void A_stored_event_is_not_applied_over_raised_ones()
    {
        var section = Section.Create(Id);
        section.Open(3);

        Assert.Throws<InvalidOperationException>(() => section.Apply(Envelope(1, new SectionOpened(5))));
    }

    [Fact]
    public void Raised_events_change_the_state_at_once_and_not_the_version()
    {
        var section = Section.Create(Id);
        section.Open(3);
        section.Take("ada");

        Assert.Equal((0L, 2), (section.Version.Value, section.State.SeatsLeft));
        Assert.Equal([new SectionOpened(3), new SeatTaken("ada")], section.Uncommitted.Select(e => e.Event));
    }

    [Fact]
    public void An_aggregate_without_a_name_is_refused() => Assert.Throws<ArgumentException>(() => Section.Create(default));

    private static EventEnvelope Envelope(long version, object @event) =>
        new(Id, version, new GlobalPosition(version), CommitId.New(), default, Serializer.Serialize(new EventData(@event)), Serializer);
}
