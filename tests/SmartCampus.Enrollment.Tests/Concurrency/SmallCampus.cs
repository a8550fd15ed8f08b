using SmartCampus.Enrollment.Tests.Service;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>Few seats, clashing times, a prerequisite and a low credit limit: every rule is easily broken by one lost race.</summary>
internal static class SmallCampus
{
    public const int Students = 6;
    public const int Sections = 6;
    public const int CreditLimit = 9;

    public static readonly TermId Spring = new("Spring 2024");

    public static StudentId Student(int number) => new($"s{number}");

    public static SectionId Section(int number) => new($"x{number}");

    /// <summary>The graded enrollment on whose grade the prerequisite of section x3 hangs.</summary>
    public static EnrollmentId Past(int student) => new(Student(student), new SectionId("past"));

    public static EnrollmentOptions Options() => new() { CreditLimit = CreditLimit, MaxRetries = 10_000 };

    /// <summary>Fills a store, with every student having passed C0 in an earlier term.</summary>
    public static async Task FillAsync(Campus campus, CancellationToken cancel)
    {
        await campus.WithAsync(new CampusDefinition
        {
            Terms = [new TermDefinition(Spring, Campus.Opens, Campus.Closes)],
            Courses = [Campus.Course("C0"), Campus.Course("C1", 4), Campus.Course("C2", 4), Campus.Course("C3", 4, new CourseId("C0"))],
            Sections =
            [
                new SectionDefinition(new SectionId("past"), new CourseId("C0"), Spring, Students, MeetingPattern.None),
                Campus.Open("x0", "C1", 1, "Mo 09:00-09:50 weeks 1-14"),
                Campus.Open("x1", "C1", 2, "Tu 09:00-09:50 weeks 1-14"),
                Campus.Open("x2", "C2", 1, "Mo 09:30-10:20 weeks 1-7"),
                Campus.Open("x3", "C3", 1, "We 09:00-09:50 weeks 1-14"),
                Campus.Open("x4", "C2", 2, "Tu 09:30-10:20 weeks 8-14"),
                Campus.Open("x5", "C2", 3),
            ],
            Students = Campus.Students([.. Enumerable.Range(0, Students).Select(i => Student(i).Value)]),
        });
        for (var i = 0; i < Students; i++)
        {
            await campus.Service.EnrollAsync(Student(i), [new SectionId("past")], cancellationToken: cancel);
            await campus.Service.AssignGradeAsync(Past(i), new Grade("B"), cancellationToken: cancel);
        }
    }

    public static Task<AuditReport> AuditAsync(IEventStore store, CancellationToken cancel) => EnrollmentAudit.RunAsync(store, CreditLimit, cancel);
}
