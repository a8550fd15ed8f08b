using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Events;

/// <summary>How the stores of this repository know the event.</summary>
internal static class BenchmarkEvents
{
    /// <summary>The event's stored name.</summary>
    public const string TypeName = "seat-taken";

    public static EventSerializer Serializer { get; } = new(new EventTypes().Add(TypeName, BenchmarkJson.Default.SeatTaken));
}
