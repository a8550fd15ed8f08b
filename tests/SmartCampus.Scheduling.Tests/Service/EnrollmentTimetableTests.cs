using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>Both services over one store: what one does, the other's timetables show.</summary>
public sealed class EnrollmentTimetableTests
{
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly SectionId Algebra = new("algebra");
    private static readonly StudentId First = new("first");
    private static readonly StudentId Second = new("second");

    [Fact]
    public async Task A_student_s_timetable_follows_enrolling_waiting_and_promotion()
    {
        var token = TestContext.Current.CancellationToken;
        var repository = new AggregateRepository(TestStore.Create());
        var (enrollment, scheduler) = (new EnrollmentService(repository), new SchedulerService(repository));
        var import = await enrollment.ImportAsync(
            new CampusDefinition
            {
                Terms = [new TermDefinition(Fall, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)],
                Courses = [new CourseDefinition(new CourseId("MATH"), "Mathematics", 3)],
                Sections = [new SectionDefinition(Algebra, new CourseId("MATH"), Fall, 1, MeetingPattern.Parse("Mo 09:00-10:00 weeks 1-14"))],
                Students = [new StudentDefinition(First, "First"), new StudentDefinition(Second, "Second")],
            },
            cancellationToken: token);
        Assert.Empty(import.Refusals);

        await enrollment.EnrollAsync(First, [Algebra], cancellationToken: token);
        await enrollment.EnrollAsync(Second, [Algebra], cancellationToken: token);
        Assert.Equal((1, 0), await CountAsync());
        await enrollment.DropAsync(new EnrollmentId(First, Algebra), cancellationToken: token);
        Assert.Equal((0, 1), await CountAsync());

        async Task<(int First, int Second)> CountAsync() => (
            (await scheduler.GetStudentTimetableAsync(First, Fall, token)).Value.Entries.Length,
            (await scheduler.GetStudentTimetableAsync(Second, Fall, token)).Value.Entries.Length);
    }
}
