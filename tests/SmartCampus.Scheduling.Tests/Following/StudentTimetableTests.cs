using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>Timetables of students come from the scheduler's own events, which follow the enrollments.</summary>
public sealed class StudentTimetableTests
{
    private static readonly SectionId Algebra = SmallCampus.Algebra;
    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    private Follower Follower => field ??= new Follower(_store);

    [Fact]
    public async Task It_holds_the_meetings_of_the_sections_that_the_student_is_in_as_far_as_they_were_followed()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        await campus.EnrollAsync(Algebra, 0);
        Assert.Empty(await campus.TimetableAsync(0));
        await Follower.CatchUpAsync(_token);
        var (timetable, _) = await campus.Scheduler.GetStudentTimetableAsync(SmallCampus.Student(0), SmallCampus.Fall, _token);
        Assert.Equal([new TimetableEntry(Algebra, MeetingTime.Parse("Mo 09:00-10:00 weeks 1-14"), null)], timetable.Entries);
        Assert.Empty((await campus.Scheduler.GetStudentTimetableAsync(SmallCampus.Student(0), new TermId("Spring 2025"), _token)).Value.Entries);
    }

    [Fact]
    public async Task It_says_the_room_once_one_is_booked_for_each_time()
    {
        var campus = await SmallCampus.CreateAsync(_store, (SmallCampus.Large, 9));
        await campus.EnrollAsync(Algebra, 0);
        await Follower.CatchUpAsync(_token);
        var (timetable, _) = await campus.Scheduler.GetStudentTimetableAsync(SmallCampus.Student(0), SmallCampus.Fall, _token);
        Assert.Equal(SmallCampus.Large, Assert.Single(timetable.Entries).Room);
    }

    [Fact]
    public async Task Waiting_does_not_count_until_the_student_is_promoted_and_dropping_ends_it()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        var tiny = new SectionId("tiny");
        await campus.Enrollment.ImportAsync(new CampusDefinition { Sections = [new SectionDefinition(tiny, new CourseId("C"), SmallCampus.Fall, 1, SmallCampus.MeetingsOf(Algebra))] }, cancellationToken: _token);
        await campus.EnrollAsync(tiny, 0, 1);
        await Follower.CatchUpAsync(_token);
        Assert.Equal((1, 0), ((await campus.TimetableAsync(0)).Length, (await campus.TimetableAsync(1)).Length));
        await campus.DropAsync(tiny, 0);
        await Follower.CatchUpAsync(_token);
        Assert.Equal((0, 1), ((await campus.TimetableAsync(0)).Length, (await campus.TimetableAsync(1)).Length));
    }

    [Fact]
    public async Task Each_entry_says_the_version_of_the_enrollment_from_which_it_follows()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        await campus.EnrollAsync(Algebra, 0);
        await campus.DropAsync(Algebra, 0);
        await campus.EnrollAsync(Algebra, 0);
        await Follower.CatchUpAsync(_token);
        var events = await _store.ReadStreamAsync(new StreamId("timetable:student-0:Fall_2024"), cancellationToken: _token).Select(e => e.Event).ToListAsync(_token);
        Assert.Equal(
            [
                new TimetableSectionAddedEvent(SmallCampus.Student(0), SmallCampus.Fall, Algebra, 1),
                new TimetableSectionRemovedEvent(SmallCampus.Student(0), SmallCampus.Fall, Algebra, 2),
                new TimetableSectionAddedEvent(SmallCampus.Student(0), SmallCampus.Fall, Algebra, 3),
            ],
            events);
    }

    [Fact]
    public async Task An_answer_says_how_far_the_enrollments_were_followed()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        var scheduler = new SchedulerService(new AggregateRepository(_store), checkpoints: _store);
        var end = await _store.ReadLastPositionAsync(_token);
        Assert.Equal((GlobalPosition.Start, end.Value), await ProgressAsync());
        var claim = await _store.TryClaimAsync(EnrollmentEventSubscriber.Group, "test", TimeSpan.FromMinutes(1), _token);
        await _store.SaveAsync(claim!, end, _token);
        Assert.Equal((end, 0), await ProgressAsync());
        Assert.Null((await campus.Scheduler.GetConflictsAsync(cancellationToken: _token)).Lag);

        async Task<(GlobalPosition?, long?)> ProgressAsync()
        {
            var answer = await scheduler.GetStudentTimetableAsync(SmallCampus.Student(0), SmallCampus.Fall, _token);
            Assert.Equal(end, answer.Position);
            return (answer.Followed, answer.Lag);
        }
    }
}
