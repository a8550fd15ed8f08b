namespace SmartCampus.Enrollments;

internal sealed class CreditLimitPolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request)
    {
        if (request.CreditLimit is not { } limit) yield break;

        // A lecture and its seminar are two sections of one course, whose credits count once.
        var credits = new Dictionary<CourseId, int>();
        foreach (var entry in request.StudentTerm.Enrolled) Add(entry.Course, entry.Credits);
        var before = credits.Values.Sum();
        foreach (var section in request.Sections) Add(section.Course, section.Credits);
        var after = credits.Values.Sum();
        if (after > limit && after > before)
            yield return new Refusal(RefusalCodes.CreditLimit, $"The student would have {after} credits in the term; the limit is {limit}.");

        void Add(CourseId course, int count) => credits[course] = Math.Max(count, credits.GetValueOrDefault(course));
    }
}
