using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>What there is between a student and a section.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Term">The section's term.</param>
/// <param name="Status">enrolled, waitlisted, dropped or completed.</param>
/// <param name="Version">The number in the ETag: send it in If-Match to change only what you have seen.</param>
/// <param name="Position">The place in the waitlist, from 1; only when waitlisted.</param>
/// <param name="Grade">The grade; only when completed.</param>
internal sealed record EnrollmentDto(
    EnrollmentId EnrollmentId, StudentId StudentId, SectionId SectionId, TermId Term, EnrollmentStatus Status, long Version, int? Position = null, Grade? Grade = null)
{
    public static EnrollmentDto From(EnrollmentView view) =>
        new(view.Id, view.Student, view.Section, view.Term, view.Status, view.Version.Value, view.WaitlistPosition, view.Grade);
}
