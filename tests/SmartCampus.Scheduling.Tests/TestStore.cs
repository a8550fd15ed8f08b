using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests;

internal static class TestStore
{
    public static InMemoryEventStore Create(EventStoreLimits? limits = null)
    {
        var types = new EventTypes().AddEnrollmentEvents().AddSchedulingEvents();
        return new InMemoryEventStore(new EventSerializer(types), limits);
    }
}
