using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>EN: enrolling, one or several sections, all or none; refusals list every reason.</summary>
public sealed class EnrollTests
{
    private static Task<Campus> SmallAsync(EnrollmentOptions? options = null) => new Campus(options).WithAsync(new CampusDefinition
    {
        Courses = [Course("C1"), Course("C2"), Course("C3", 3, new CourseId("C1"))],
        Sections =
        [
            Open("one-seat", "C1", 1, "Mo 09:00-09:50 weeks 1-14"),
            Open("free", "C2", 10, "Tu 09:00-09:50 weeks 1-14"),
            Open("clashing", "C2", 10, "Mo 09:30-10:20 weeks 1-7"),
            Open("advanced", "C3", 1, "Mo 09:00-09:50 weeks 1-14"),
        ],
        Students = Students("s1", "s2", "s3"),
    });

    [Fact]
    public async Task A_student_is_enrolled_in_several_sections_with_one_append()
    {
        var campus = await SmallAsync();
        var before = await campus.Store.ReadLastPositionAsync(Cancel);

        var result = await campus.EnrollAsync("s1", "one-seat", "free");

        Assert.Equal(EnrollmentOutcome.Done, result.Outcome);
        Assert.All(result.Enrollments, view => Assert.Equal(EnrollmentStatus.Enrolled, view.Status));
        Assert.Equal([IdOf("s1", "one-seat"), IdOf("s1", "free")], result.Enrollments.Select(view => view.Id));
        var stored = await campus.Store.ReadAllAsync(new AllReadOptions { After = before }, Cancel).ToArrayAsync(Cancel);
        Assert.Single(stored.Select(envelope => envelope.CommitId).Distinct());
        Assert.Equal(result.Position, stored[^1].Position);
    }

    [Fact]
    public async Task A_request_that_only_lacks_seats_waits_as_a_whole_and_takes_no_seat()
    {
        var campus = await SmallAsync();
        await campus.EnrollAsync("s1", "one-seat");

        var result = await campus.EnrollAsync("s2", "one-seat", "free");

        Assert.Equal(EnrollmentOutcome.Waitlisted, result.Outcome);
        Assert.All(result.Enrollments, view => Assert.Equal((EnrollmentStatus.Waitlisted, 1), (view.Status, view.WaitlistPosition)));
        Assert.Equal([RefusalCodes.SectionFull], result.Refusals.Select(r => r.Code));
        var sections = await new EnrollmentQueries(campus.Store).ListSectionsAsync(Fall, course: null, page: null, Cancel);
        Assert.Equal(10, sections.Value.Items.Single(s => s.Id == Section("free")).SeatsLeft);
    }

    [Fact]
    public async Task Dropping_promotes_the_whole_request()
    {
        var campus = await SmallAsync();
        await campus.EnrollAsync("s1", "one-seat");
        await campus.EnrollAsync("s2", "one-seat", "free");

        var dropped = await campus.DropAsync("s1", "one-seat");

        Assert.Equal(EnrollmentOutcome.Done, dropped.Outcome);
        Assert.Equal([IdOf("s2", "one-seat"), IdOf("s2", "free")], dropped.Promoted.Select(view => view.Id));
        var enrollments = await campus.Service.GetEnrollmentsAsync(Student("s2"), Fall, Cancel);
        Assert.All(enrollments.Enrollments, view => Assert.Equal(EnrollmentStatus.Enrolled, view.Status));
    }

    [Fact]
    public async Task A_request_that_shall_not_wait_is_refused_when_only_seats_are_lacking() // EN
    {
        var campus = await SmallAsync();
        await campus.EnrollAsync("s1", "one-seat");

        var result = await campus.Service.EnrollAsync(new StudentId("s2"), [Section("one-seat")], WhenFull.Refuse, cancellationToken: Cancel);

        Assert.Equal(EnrollmentOutcome.Refused, result.Outcome);
        Assert.Equal([RefusalCodes.SectionFull], result.Refusals.Select(r => r.Code));
    }
}
