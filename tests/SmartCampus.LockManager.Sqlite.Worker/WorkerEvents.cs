using SmartCampus.Events;

namespace SmartCampus.Locking.Worker;

/// <summary>The registered events of these tests.</summary>
public static class WorkerEvents
{
    /// <summary>A serializer for them.</summary>
    public static EventSerializer Serializer { get; } = new(new EventTypes().Add("seat-taken", WorkerJson.Default.SeatTaken));
}
