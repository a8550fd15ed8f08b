using SmartCampus.Enrollment.Tests.Service;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Auditing;

/// <summary>The audit finds each kind of violation, so that a clean report means something.</summary>
public sealed class EnrollmentAuditTests
{
    private static readonly CourseId C1 = new("C1");
    private static readonly CourseId C2 = new("C2");
    private static readonly SectionId X1 = new("x1");
    private static readonly SectionId X2 = new("x2");
    private static readonly StudentId Ada = new("ada");
    private static readonly StudentId Bob = new("bob");

    public static TheoryData<string, object[]> Violations => new()
    {
        { "capacity", [.. Seat(Ada, X1, C1), .. Seat(Bob, X1, C1)] },
        { "clash", [.. Seat(Ada, X1, C1), .. Seat(Ada, X2, C2), Passed(Ada)] },
        { "credits", [.. Seat(Ada, X1, C1), .. Seat(Ada, X2, C2), Passed(Ada)] },
        { "prerequisite", Seat(Ada, X2, C2) },
        { "prerequisite", [Passed(Ada), Passed(Ada) with { Passed = false }, .. Seat(Ada, X2, C2)] },
        { "transition", [.. Seat(Ada, X1, C1), new StudentEnrolledEvent(new(Ada, X1), Ada, X1, C1, Campus.Fall)] },
        { "transition", [new StudentPromotedEvent(new(Ada, X1), Ada, X1, C1, Campus.Fall)] },
        { "agreement", [new StudentEnrolledEvent(new(Ada, X1), Ada, X1, C1, Campus.Fall)] },
        { "agreement", [new SeatTakenEvent(X1, Ada)] },
        { "request", [new StudentWaitlistedEvent(new(Ada, X1), Ada, X1, C1, Campus.Fall, [X1, X2], 1)] },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_is_found(string rule, object[] events)
    {
        var report = await AuditAsync(events);
        Assert.Contains(report.Violations, violation => violation.Rule == rule);
    }

    [Fact]
    public async Task What_is_right_is_counted_and_has_no_violation()
    {
        var report = await AuditAsync([.. Seat(Ada, X1, C1), Passed(Bob), .. Seat(Bob, X2, C2)]);
        Assert.Empty(report.Violations);
        Assert.Equal((2, 2, 2, 0, 0), (report.Sections, report.Students, report.Enrolled, report.Waitlisted, report.Dropped));
    }

    [Fact]
    public async Task Only_what_an_append_leaves_behind_counts()
    {
        var dropped = new EnrollmentDroppedEvent(new(Ada, X1), Ada, X1, C1, Campus.Fall, WasWaiting: false);
        object[] swap = [.. Seat(Bob, X1, C1), dropped, new SeatReleasedEvent(X1, Ada), new TermSectionRemovedEvent(Ada, Campus.Fall, X1)];
        Assert.Empty((await AuditAsync(Seat(Ada, X1, C1), swap)).Violations);
    }

    private static object[] Seat(StudentId student, SectionId section, CourseId course) =>
    [
        new StudentEnrolledEvent(new(student, section), student, section, course, Campus.Fall),
        new SeatTakenEvent(section, student),
        new TermSectionAddedEvent(student, Campus.Fall, section, course, 4, MeetingPattern.None),
    ];

    private static CourseGradedEvent Passed(StudentId student) => new(student, C1, new(student, new SectionId("past")), new Grade("A"), Passed: true);

    private static async Task<AuditReport> AuditAsync(params object[][] appends)
    {
        var store = Campus.NewStore();
        var meetings = MeetingPattern.Parse("Mo 09:00-09:50 weeks 1-14");
        object[] campus =
        [
            new StudentRegisteredEvent(Ada, "Ada"),
            new StudentRegisteredEvent(Bob, "Bob"),
            new SectionOpenedEvent(X1, C1, Campus.Fall, 1, meetings, "One", 4, []),
            new SectionOpenedEvent(X2, C2, Campus.Fall, 5, meetings, "Two", 4, [C1]),
        ];
        foreach (var events in (object[][])[campus, .. appends])
            await store.AppendAsync(StreamAppend.To(new StreamId("any"), ExpectedVersion.Any, events), Campus.Cancel);
        return await EnrollmentAudit.RunAsync(store, creditLimit: 6, Campus.Cancel);
    }
}
