using System.Text.Json.Serialization;

namespace SmartCampus.Events.Tests.Aggregates;

internal sealed record SectionOpened(int Seats);

internal sealed record SeatTaken(string Student);

internal sealed record SectionState(int SeatsLeft);

[JsonSerializable(typeof(SectionOpened))]
[JsonSerializable(typeof(SeatTaken))]
[JsonSerializable(typeof(SectionState))]
internal sealed partial class CampusJson : JsonSerializerContext;

internal sealed class Section(StreamId id) : Aggregate<Section, SectionState>(id), IAggregate<Section, SectionState>
{
    public static SectionState Initial { get; } = new(SeatsLeft: 0);

    public static SnapshotSchema<SectionState>? Snapshots { get; } = new("section-1", CampusJson.Default.SectionState);

    public static Section Create(StreamId id) => new(id);

    public static SectionState Evolve(SectionState state, object @event) => @event switch
    {
        SectionOpened e => state with { SeatsLeft = e.Seats },
        SeatTaken => state with { SeatsLeft = state.SeatsLeft - 1 },
        _ => state,
    };

    public void Open(int seats) => Raise(new SectionOpened(seats));

    public void Take(string student) => Raise(new SeatTaken(student));
}
