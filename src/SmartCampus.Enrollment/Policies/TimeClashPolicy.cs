namespace SmartCampus.Enrollments;

internal sealed class TimeClashPolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request)
    {
        for (var i = 0; i < request.Sections.Count; i++)
        {
            var section = request.Sections[i];
            foreach (var entry in request.StudentTerm.Enrolled)
            {
                if (entry.Section != section.Id && entry.Meetings.Overlaps(section.Meetings)) yield return Clash(section, entry.Section);
            }

            for (var j = 0; j < i; j++)
            {
                if (section.Meetings.Overlaps(request.Sections[j].Meetings)) yield return Clash(section, request.Sections[j].Id);
            }
        }
    }

    private static Refusal Clash(SectionState section, SectionId other) =>
        new(RefusalCodes.TimeClash, $"Section {section.Id} meets at the same time as section {other}.") { Section = section.Id };
}
