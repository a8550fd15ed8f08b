namespace SmartCampus.Enrollments;

internal sealed class PrerequisitePolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request) =>
        from section in request.Sections
        from course in section.Prerequisites
        where !request.Student.HasPassed(course)
        select new Refusal(RefusalCodes.PrerequisiteMissing, $"Section {section.Id} needs course {course} to be passed before.") { Section = section.Id };
}
