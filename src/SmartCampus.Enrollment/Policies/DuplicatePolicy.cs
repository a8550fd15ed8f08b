namespace SmartCampus.Enrollments;

internal sealed class DuplicatePolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request)
    {
        foreach (var section in request.Sections)
        {
            if (!request.StudentTerm.Entries.TryGetValue(section.Id, out var entry) || entry.Status == TermEntryStatus.Left) continue;
            var standing = entry.Status == TermEntryStatus.Enrolled ? "is in" : "waits for";
            yield return new Refusal(RefusalCodes.DuplicateEnrollment, $"The student {standing} section {section.Id} already.") { Section = section.Id };
        }
    }
}
