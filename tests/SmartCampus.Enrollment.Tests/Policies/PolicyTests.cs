using System.Collections.Immutable;
using SmartCampus.Enrollments;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Policies;

/// <summary>EN: each policy by itself, and that all violations are reported together.</summary>
public sealed class PolicyTests
{
    private static readonly DateTimeOffset Now = new(2024, 8, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly EnrollmentCase Fine = new(
        new StudentState { Id = new StudentId("ada"), Name = "Ada" },
        new StudentTermState(ImmutableDictionary<SectionId, TermEntry>.Empty),
        new TermState(true, Now, Now.AddDays(30)),
        [Section("x1", "C1", "Mo 09:00-09:50 weeks 1-14")],
        Now,
        CreditLimit: 6);

    private static SectionState Section(string id, string course, string meetings, int capacity = 1, params CourseId[] prerequisites) => new()
    {
        Id = new SectionId(id),
        Course = new CourseId(course),
        Capacity = capacity,
        Meetings = MeetingPattern.Parse(meetings),
        Credits = 4,
        Prerequisites = prerequisites,
    };

    private static StudentTermState In(string section, string course, string meetings, int credits = 3) => new(ImmutableDictionary<SectionId, TermEntry>.Empty.Add(
        new SectionId(section),
        new TermEntry(new SectionId(section), TermEntryStatus.Enrolled) { Course = new CourseId(course), Credits = credits, Meetings = MeetingPattern.Parse(meetings) }));

    private static string[] Codes(EnrollmentCase request) => [.. EnrollmentPolicies.Standard.Check(request).Select(refusal => refusal.Code)];

    [Fact]
    public void A_request_against_which_nothing_stands_has_no_violation() => Assert.Empty(Codes(Fine));

    [Fact]
    public void A_full_section_is_refused() =>
        Assert.Equal([RefusalCodes.SectionFull], Codes(Fine with { Sections = [Section("x1", "C1", "", capacity: 0)] }));

    [Theory]
    [InlineData(TermEntryStatus.Enrolled, 1)]
    [InlineData(TermEntryStatus.Waitlisted, 1)]
    [InlineData(TermEntryStatus.Left, 0)]
    public void A_section_is_not_asked_for_twice(TermEntryStatus status, int violations)
    {
        var id = new SectionId("x1");
        var term = new StudentTermState(ImmutableDictionary<SectionId, TermEntry>.Empty.Add(id, new TermEntry(id, status)));
        Assert.Equal(violations, Codes(Fine with { StudentTerm = term }).Count(code => code == RefusalCodes.DuplicateEnrollment));
    }

    [Theory]
    [InlineData("Mo 09:45-10:00 weeks 14", true)]
    [InlineData("Mo 09:50-10:00 weeks 14", false)]
    [InlineData("Tu 09:00-09:50 weeks 1-14", false)]
    [InlineData("Mo 09:00-09:50 weeks 15", false)]
    public void Sections_clash_when_they_share_a_week_a_day_and_a_slot(string meetings, bool clashes)
    {
        Assert.Equal(clashes, Codes(Fine with { StudentTerm = In("x9", "C1", meetings) }).Contains(RefusalCodes.TimeClash));
        var together = Fine with { Sections = [.. Fine.Sections, Section("x9", "C1", meetings)] };
        Assert.Equal(clashes, Codes(together).Contains(RefusalCodes.TimeClash));
    }

    [Fact]
    public void A_prerequisite_must_be_passed_and_not_only_graded()
    {
        var request = Fine with { Sections = [Section("x1", "C1", "", 1, new CourseId("C0"))] };
        var past = new EnrollmentId(new StudentId("ada"), new SectionId("past"));
        StudentState With(bool passed) => request.Student with { Transcript = request.Student.Transcript.Add(past, new TranscriptEntry(new CourseId("C0"), new Grade("D"), passed)) };
        Assert.Equal([RefusalCodes.PrerequisiteMissing], Codes(request));
        Assert.Equal([RefusalCodes.PrerequisiteMissing], Codes(request with { Student = With(passed: false) }));
        Assert.Empty(Codes(request with { Student = With(passed: true) }));
    }

    [Fact]
    public void Credits_of_different_courses_add_up_to_the_limit()
    {
        Assert.Equal([RefusalCodes.CreditLimit], Codes(Fine with { StudentTerm = In("x9", "C9", "") }));
        Assert.Empty(Codes(Fine with { StudentTerm = In("x9", "C9", "", credits: 2) }));
        Assert.Empty(Codes(Fine with { StudentTerm = In("x9", "C9", ""), CreditLimit = null }));
    }

    [Fact]
    public void Credits_of_one_course_count_once() => Assert.Empty(Codes(Fine with { StudentTerm = In("x9", "C1", "", credits: 4) }));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData((30 * 86400) - 1, true)]
    [InlineData(30 * 86400, false)]
    public void Registration_is_open_from_its_first_moment_until_before_its_last(int seconds, bool isOpen) =>
        Assert.Equal(isOpen, !Codes(Fine with { Now = Now.AddSeconds(seconds) }).Contains(RefusalCodes.RegistrationClosed));

    [Fact]
    public void Each_hold_is_a_reason() => Assert.Equal(
        [RefusalCodes.OnHold, RefusalCodes.OnHold],
        Codes(Fine with { Student = Fine.Student with { Holds = Fine.Student.Holds.Add("fees", "Unpaid.").Add("library", "A book.") } }));

    [Fact]
    public void Every_violation_is_reported()
    {
        var request = new EnrollmentCase(
            Fine.Student with { Holds = Fine.Student.Holds.Add("fees", "Unpaid.") },
            In("x1", "C9", "Mo 09:00-09:50 weeks 1-14"),
            Fine.Term,
            [Section("x1", "C1", "Mo 09:00-09:50 weeks 1-14", 0, new CourseId("C0")), Section("x2", "C2", "Mo 09:00-09:50 weeks 1-14")],
            Now.AddDays(-1),
            CreditLimit: 6);
        string[] all =
        [
            RefusalCodes.SectionFull, RefusalCodes.DuplicateEnrollment, RefusalCodes.TimeClash, RefusalCodes.PrerequisiteMissing,
            RefusalCodes.CreditLimit, RefusalCodes.RegistrationClosed, RefusalCodes.OnHold,
        ];
        Assert.Equal(all, Codes(request).Distinct());
    }
}
