namespace SmartCampus.Enrollments;

internal sealed class CapacityPolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request) =>
        from section in request.Sections
        where section.SeatsLeft <= 0
        select new Refusal(RefusalCodes.SectionFull, $"Section {section.Id} has no free seat ({section.Capacity} of {section.Capacity} taken).") { Section = section.Id };
}
