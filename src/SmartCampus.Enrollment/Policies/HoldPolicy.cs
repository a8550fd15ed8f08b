namespace SmartCampus.Enrollments;

internal sealed class HoldPolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request) =>
        from hold in request.Student.Holds.OrderBy(h => h.Key, StringComparer.Ordinal)
        select new Refusal(RefusalCodes.OnHold, $"The student has the hold '{hold.Key}': {hold.Value}");
}
