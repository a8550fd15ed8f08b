using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>One step in the history of an enrollment.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Enrollment">The enrollment after it.</param>
/// <param name="RecordedAt">When the store took it, in UTC.</param>
/// <param name="Metadata">Who did it and why.</param>
public sealed record EnrollmentHistoryEntry(IEnrollmentEvent Event, EnrollmentView Enrollment, DateTimeOffset RecordedAt, EventMetadata Metadata);
