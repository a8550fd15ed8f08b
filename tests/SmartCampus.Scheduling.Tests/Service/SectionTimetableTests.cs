using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

public sealed class SectionTimetableTests
{
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly SectionId Algebra = new("algebra");
    private static readonly RoomId B2 = new("B2");

    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly SchedulerService _service;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public SectionTimetableTests() => _service = new SchedulerService(new AggregateRepository(_store));

    [Fact]
    public async Task A_section_that_was_opened_shows_its_times_before_it_has_a_room()
    {
        await OpenAsync("Mo 09:00-09:50 weeks 1-14");
        var (timetable, position) = await _service.GetSectionTimetableAsync(Algebra, Fall, _token);
        Assert.Equal([new TimetableEntry(Algebra, MeetingTime.Parse("Mo 09:00-09:50 weeks 1-14"), null)], timetable.Entries);
        Assert.Equal(1, position.Value);
    }

    [Fact]
    public async Task It_says_the_room_for_the_times_that_a_booking_covers()
    {
        await OpenAsync("Mo 09:00-09:50 weeks 1-14; Th 09:00-09:50 weeks 1-14");
        await _service.AddRoomAsync(new RoomInfo(B2, 30, []), cancellationToken: _token);
        await _service.BookAsync([new RoomBooking(B2, Fall, Algebra, MeetingPattern.Parse("Mo 09:00-09:50 weeks 1-14"))], cancellationToken: _token);
        var (timetable, _) = await _service.GetSectionTimetableAsync(Algebra, Fall, _token);
        Assert.Equal([("Mo 09:00-09:50 weeks 1-14", B2), ("Th 09:00-09:50 weeks 1-14", (RoomId?)null)], timetable.Entries.Select(entry => (entry.Time.ToString(), entry.Room)));
    }

    private async Task OpenAsync(string meetings) => await _store.AppendAsync(
        StreamAppend.To(new StreamId("section:algebra"), ExpectedVersion.NoStream, new SectionOpenedEvent(Algebra, new CourseId("MATH-1"), Fall, 30, MeetingPattern.Parse(meetings), "Title", 0, [])),
        _token);
}
