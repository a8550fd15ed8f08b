using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section left a student's timetable. Stored as <c>timetable-section-removed</c>.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
/// <param name="EnrollmentVersion">The version of the enrollment's stream from which it follows; grows from event to event of a section.</param>
public sealed record TimetableSectionRemovedEvent(StudentId StudentId, TermId Term, SectionId SectionId, long EnrollmentVersion);
