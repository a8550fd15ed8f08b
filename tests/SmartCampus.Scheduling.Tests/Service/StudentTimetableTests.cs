using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

public sealed class StudentTimetableTests
{
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly StudentId Student = new("student-123");
    private static readonly CourseId Course = new("MATH-1");
    private static readonly SectionId Algebra = new("algebra");
    private static readonly SectionId Botany = new("botany");
    private static readonly RoomId B2 = new("B2");

    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly SchedulerService _service;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public StudentTimetableTests() => _service = new SchedulerService(new AggregateRepository(_store));

    [Fact]
    public async Task It_holds_the_meetings_of_the_sections_that_the_student_is_in()
    {
        await OpenAsync(Algebra, "MoWe 09:00-09:50 weeks 1-14");
        await OpenAsync(Botany, "Tu 08:00-09:00 weeks 1-14");
        await StoreAsync(Enrolled(Botany));
        await StoreAsync(Enrolled(Algebra));
        Assert.Equal([(Algebra, "MoWe 09:00-09:50 weeks 1-14", null), (Botany, "Tu 08:00-09:00 weeks 1-14", null)], await TimetableAsync(Fall));
        Assert.Empty(await TimetableAsync(new TermId("Spring 2025")));
    }

    [Fact]
    public async Task It_says_the_room_once_one_is_booked_for_each_time()
    {
        await OpenAsync(Algebra, "Mo 09:00-09:50 weeks 1-14; Th 09:00-09:50 weeks 1-14");
        await StoreAsync(Enrolled(Algebra));
        await _service.AddRoomAsync(new RoomInfo(B2, 30, []), cancellationToken: _token);
        await _service.BookAsync([new RoomBooking(B2, Fall, Algebra, MeetingPattern.Parse("Mo 09:00-09:50 weeks 1-14"))], cancellationToken: _token);
        Assert.Equal([(Algebra, "Mo 09:00-09:50 weeks 1-14", B2), (Algebra, "Th 09:00-09:50 weeks 1-14", (RoomId?)null)], await TimetableAsync(Fall));
    }

    [Fact]
    public async Task Waiting_does_not_count_until_the_student_is_promoted_and_dropping_ends_it()
    {
        await OpenAsync(Algebra, "Mo 09:00-09:50 weeks 1-14");
        await StoreAsync(new EnrollmentDroppedEvent(new EnrollmentId(Student, Algebra), Student, Algebra, Course, Fall, WasWaiting: true));
        Assert.Empty(await TimetableAsync(Fall));
        await StoreAsync(new StudentPromotedEvent(new EnrollmentId(Student, Algebra), Student, Algebra, Course, Fall));
        Assert.Single(await TimetableAsync(Fall));
        await StoreAsync(new EnrollmentDroppedEvent(new EnrollmentId(Student, Algebra), Student, Algebra, Course, Fall, WasWaiting: false));
        Assert.Empty(await TimetableAsync(Fall));
    }

    [Fact]
    public async Task A_section_that_was_opened_shows_its_times_before_it_has_a_room()
    {
        await OpenAsync(Algebra, "Mo 09:00-09:50 weeks 1-14");
        var (timetable, position) = await _service.GetSectionTimetableAsync(Algebra, Fall, _token);
        Assert.Equal([new TimetableEntry(Algebra, MeetingTime.Parse("Mo 09:00-09:50 weeks 1-14"), null)], timetable.Entries);
        Assert.Equal(1, position.Value);
    }

    private Task OpenAsync(SectionId section, string meetings) =>
        StoreAsync(new SectionOpenedEvent(section, Course, Fall, 30, MeetingPattern.Parse(meetings), "Title", 0, []));

    private static StudentEnrolledEvent Enrolled(SectionId section) => new(new EnrollmentId(Student, section), Student, section, Course, Fall);

    private async Task StoreAsync(object @event) =>
        await _store.AppendAsync(new AppendRequest(StreamAppend.To(new StreamId("academic"), ExpectedVersion.Any, @event)), _token);

    private async Task<(SectionId, string, RoomId?)[]> TimetableAsync(TermId term) =>
        [.. (await _service.GetStudentTimetableAsync(Student, term, _token)).Value.Entries.Select(entry => (entry.Section, entry.Time.ToString(), entry.Room))];
}
