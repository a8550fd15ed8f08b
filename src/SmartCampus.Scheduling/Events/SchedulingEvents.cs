using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>The stored names of this package's events.</summary>
public static class SchedulingEvents
{
    /// <summary>Registers all events of this package.</summary>
    /// <param name="types">The types of the store's serializer.</param>
    /// <returns><paramref name="types"/>, for more.</returns>
    /// <exception cref="ArgumentException">One of them is registered already.</exception>
    public static EventTypes AddSchedulingEvents(this EventTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return types
            .Add("room-added", SchedulingJson.Default.RoomAddedEvent)
            .Add("room-booked", SchedulingJson.Default.RoomBookedEvent)
            .Add("room-released", SchedulingJson.Default.RoomReleasedEvent)
            .Add("room-conflict-raised", SchedulingJson.Default.RoomConflictRaisedEvent)
            .Add("room-conflict-resolved", SchedulingJson.Default.RoomConflictResolvedEvent)
            .Add("timetable-section-added", SchedulingJson.Default.TimetableSectionAddedEvent)
            .Add("timetable-section-removed", SchedulingJson.Default.TimetableSectionRemovedEvent);
    }
}
