using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>Few students, sections and rooms, so that generated steps meet: sections with waitlists, of which two meet at the same time, and rooms for 0 to 4, of which each section holds one.</summary>
internal static class BusyCampus
{
    public const int Students = 7, Sections = 3, Rooms = 5;
    private const int RoomsAtFirst = 4;
    private const int Seats = 4;
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly CourseId Course = new("C");

    public static async Task FillAsync(IEventStore store)
    {
        var import = await NewEnrollment(store).ImportAsync(new CampusDefinition
        {
            Terms = [new TermDefinition(Fall, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)],
            Courses = [new CourseDefinition(Course, "Course", 1)],
            Sections = [.. Enumerable.Range(0, Sections).Select(n => new SectionDefinition(Section(n), Course, Fall, Seats, PatternOf(n)))],
            Students = [.. Enumerable.Range(0, Students).Select(n => new StudentDefinition(Student(n), "Name"))],
        });
        Assert.Empty(import.Refusals);
        var scheduler = new SchedulerService(new AggregateRepository(store));
        for (var room = 0; room < RoomsAtFirst; room++)
        {
            await scheduler.AddRoomAsync(InfoOf(room));
            if (room < Sections) await BookAsync(scheduler, room, section: room);
        }
    }

    /// <summary>Does steps one after the other, with services of its own.</summary>
    public static async Task RunAsync(IEventStore store, Step[] steps)
    {
        var enrollment = NewEnrollment(store);
        var scheduler = new SchedulerService(new AggregateRepository(store));
        foreach (var step in steps) await RunAsync(enrollment, scheduler, step).ConfigureAwait(false);
    }

    private static async Task RunAsync(EnrollmentService enrollment, SchedulerService scheduler, Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Enroll: await enrollment.EnrollAsync(Student(step.Student), [Section(step.Section)]).ConfigureAwait(false); break;
            case StepKind.Drop: await enrollment.DropAsync(new EnrollmentId(Student(step.Student), Section(step.Section))).ConfigureAwait(false); break;
            case StepKind.Book: await BookAsync(scheduler, step.Room, step.Section).ConfigureAwait(false); break;
            case StepKind.Release: await ReleaseAsync(scheduler, step.Room).ConfigureAwait(false); break;
            case StepKind.AddRoom: await scheduler.AddRoomAsync(InfoOf(step.Room)).ConfigureAwait(false); break;
        }
    }

    private static ValueTask<BookingResult> BookAsync(SchedulerService scheduler, int room, int section) =>
        scheduler.BookAsync([new RoomBooking(Room(room), Fall, Section(section), PatternOf(section))]);

    private static async Task ReleaseAsync(SchedulerService scheduler, int room)
    {
        if ((await scheduler.GetBookingsAsync(Room(room), Fall).ConfigureAwait(false)).Value is not [var booking, ..]) return;
        await scheduler.ReleaseAsync(Room(room), Fall, booking.Section).ConfigureAwait(false);
    }

    // A retry at once: a wait would need a clock.
    private static EnrollmentService NewEnrollment(IEventStore store) =>
        new(new AggregateRepository(store), new EnrollmentOptions { CreditLimit = null, MaxRetries = 1 });

    private static MeetingPattern PatternOf(int section) => MeetingPattern.Parse(section switch
    {
        0 => "Mo 09:00-10:00 weeks 1-14",
        1 => "Mo 09:30-10:30 weeks 1-14",
        _ => "Tu 09:00-10:00 weeks 1-14",
    });

    private static RoomInfo InfoOf(int room) => new(Room(room), room, room == Rooms - 1 ? [MeetingTime.Parse("Tu 09:00-10:00 weeks 3")] : []);

    private static StudentId Student(int n) => new(Name("student", n));

    private static SectionId Section(int n) => new(Name("section", n));

    private static RoomId Room(int n) => new(Name("room", n));

    private static string Name(string kind, int n) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{n}");
}
