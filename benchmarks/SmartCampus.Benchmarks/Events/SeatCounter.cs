using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Events;

/// <summary>An aggregate over the events of a stream that takes no snapshots.</summary>
internal sealed class SeatCounter(StreamId id) : Aggregate<SeatCounter, SeatCount>(id), IAggregate<SeatCounter, SeatCount>
{
    public static SeatCount Initial => SeatCount.Empty;

    public static SnapshotSchema<SeatCount>? Snapshots => null;

    public static SeatCounter Create(StreamId id) => new(id);

    // Not public: Marten's generator would take the aggregate for one of its own.
    static SeatCount IAggregate<SeatCounter, SeatCount>.Evolve(SeatCount state, object @event) => state.Apply((SeatTaken)@event);
}
