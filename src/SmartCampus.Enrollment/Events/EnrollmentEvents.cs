using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The stored names of the domain's events.</summary>
public static class EnrollmentEvents
{
    /// <summary>Registers all events of the domain.</summary>
    /// <param name="types">The types of the store's serializer.</param>
    /// <returns><paramref name="types"/>, for more.</returns>
    public static EventTypes AddEnrollmentEvents(this EventTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        var json = EnrollmentEventsJson.Default;
        return types
            .Add("student-enrolled", json.StudentEnrolledEvent)
            .Add("student-waitlisted", json.StudentWaitlistedEvent)
            .Add("student-promoted", json.StudentPromotedEvent)
            .Add("enrollment-dropped", json.EnrollmentDroppedEvent)
            .Add("grade-assigned", json.GradeAssignedEvent)
            .Add("grade-changed", json.GradeChangedEvent)
            .Add("course-added", json.CourseAddedEvent)
            .Add("term-opened", json.TermOpenedEvent)
            .Add("registration-window-changed", json.RegistrationWindowChangedEvent)
            .Add("term-scheduled", json.TermScheduledEvent)
            .Add("section-opened", json.SectionOpenedEvent)
            .Add("student-registered", json.StudentRegisteredEvent)
            .Add("hold-placed", json.HoldPlacedEvent)
            .Add("hold-lifted", json.HoldLiftedEvent)
            .Add("course-graded", json.CourseGradedEvent)
            .Add("prerequisites-applied", json.PrerequisitesAppliedEvent)
            .Add("seat-taken", json.SeatTakenEvent)
            .Add("seat-released", json.SeatReleasedEvent)
            .Add("waitlist-joined", json.WaitlistJoinedEvent)
            .Add("waitlist-left", json.WaitlistLeftEvent)
            .Add("term-section-added", json.TermSectionAddedEvent)
            .Add("term-section-awaited", json.TermSectionAwaitedEvent)
            .Add("term-section-removed", json.TermSectionRemovedEvent);
    }
}
