using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>The stored names of this package's events.</summary>
public static class SchedulingEvents
{
    /// <summary>Registers the events of this package: <c>room-added</c>, <c>room-booked</c> and <c>room-released</c>.</summary>
    /// <param name="types">The types of the store's serializer.</param>
    /// <returns><paramref name="types"/>, for more.</returns>
    /// <exception cref="ArgumentException">One of them is registered already.</exception>
    public static EventTypes AddSchedulingEvents(this EventTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return types
            .Add("room-added", SchedulingJson.Default.RoomAddedEvent)
            .Add("room-booked", SchedulingJson.Default.RoomBookedEvent)
            .Add("room-released", SchedulingJson.Default.RoomReleasedEvent);
    }
}
