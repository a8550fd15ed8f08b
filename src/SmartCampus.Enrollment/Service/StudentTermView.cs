using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A student's enrollments of a term.</summary>
/// <param name="Student">The student.</param>
/// <param name="Term">The term.</param>
/// <param name="Version">The version of the student's term, for <see cref="CommandOptions.ExpectedVersion"/> of the next enrollment.</param>
/// <param name="Enrollments">All of them, dropped ones included, ordered by section.</param>
public sealed record StudentTermView(StudentId Student, TermId Term, StreamVersion Version, IReadOnlyList<EnrollmentView> Enrollments);
