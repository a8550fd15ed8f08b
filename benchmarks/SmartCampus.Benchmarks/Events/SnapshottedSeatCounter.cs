using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Events;

/// <summary>The same aggregate as <see cref="SeatCounter"/> with snapshots.</summary>
internal sealed class SnapshottedSeatCounter(StreamId id) : Aggregate<SnapshottedSeatCounter, SeatCount>(id), IAggregate<SnapshottedSeatCounter, SeatCount>
{
    public static SeatCount Initial => SeatCount.Empty;

    public static SnapshotSchema<SeatCount>? Snapshots { get; } = new("seat-count-1", BenchmarkJson.Default.SeatCount);

    public static SnapshottedSeatCounter Create(StreamId id) => new(id);

    // Not public: Marten's generator would take the aggregate for one of its own.
    static SeatCount IAggregate<SnapshottedSeatCounter, SeatCount>.Evolve(SeatCount state, object @event) => state.Apply((SeatTaken)@event);

    public void Take(SeatTaken taken) => Raise(taken);
}
