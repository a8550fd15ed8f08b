using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>The events of both services.</summary>
internal static class CampusEvents
{
    public static EventTypes Types => new EventTypes().AddEnrollmentEvents().AddSchedulingEvents();
}
