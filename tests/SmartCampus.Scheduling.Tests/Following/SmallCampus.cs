using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>A campus with students, sections that meet at different times, and rooms, all of it in one store.</summary>
internal sealed class SmallCampus
{
    public const int StudentCount = 6;
    private static readonly CourseId Course = new("C");

    private SmallCampus(IEventStore store)
    {
        Store = store;
        var repository = new AggregateRepository(store);
        (Enrollment, Scheduler) = (new EnrollmentService(repository, new EnrollmentOptions { CreditLimit = null }), new SchedulerService(repository));
    }

    public static TermId Fall { get; } = new("Fall 2024");

    public static SectionId Algebra { get; } = new("algebra");

    public static SectionId Botany { get; } = new("botany");

    public static RoomId Small { get; } = new("small");

    public static RoomId Middle { get; } = new("middle");

    public static RoomId Large { get; } = new("large");

    public IEventStore Store { get; }

    public EnrollmentService Enrollment { get; }

    public SchedulerService Scheduler { get; }

    public static StudentId Student(int n) => new(string.Create(CultureInfo.InvariantCulture, $"student-{n}"));

    public static MeetingPattern MeetingsOf(SectionId section) => MeetingPattern.Parse(section == Algebra ? "Mo 09:00-10:00 weeks 1-14" : "Mo 09:30-10:30 weeks 1-14");

    public static RoomBooking Booking(SectionId section, RoomId room) => new(room, Fall, section, MeetingsOf(section));

    /// <summary>Two sections of the same hour with a seat for everybody, and the rooms that are asked for; Algebra holds the first of them.</summary>
    public static async Task<SmallCampus> CreateAsync(IEventStore store, params (RoomId Room, int Capacity)[] rooms)
    {
        var campus = new SmallCampus(store);
        var import = await campus.Enrollment.ImportAsync(new CampusDefinition
        {
            Terms = [new TermDefinition(Fall, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)],
            Courses = [new CourseDefinition(Course, "Course", 1)],
            Sections = [.. new[] { Algebra, Botany }.Select(section => new SectionDefinition(section, Course, Fall, StudentCount, MeetingsOf(section)))],
            Students = [.. Enumerable.Range(0, StudentCount).Select(n => new StudentDefinition(Student(n), "Name"))],
        });
        Assert.Empty(import.Refusals);
        foreach (var (room, capacity) in rooms) await campus.Scheduler.AddRoomAsync(new RoomInfo(room, capacity, []));
        if (rooms.Length > 0) await campus.BookAsync(Algebra, rooms[0].Room);
        return campus;
    }

    public async Task BookAsync(SectionId section, RoomId room) => Assert.True((await Scheduler.BookAsync([Booking(section, room)])).IsBooked);

    public async Task EnrollAsync(SectionId section, params int[] students)
    {
        foreach (var student in students) Assert.True((await Enrollment.EnrollAsync(Student(student), [section])).IsSuccess);
    }

    public async Task DropAsync(SectionId section, params int[] students)
    {
        foreach (var student in students) Assert.True((await Enrollment.DropAsync(new EnrollmentId(Student(student), section))).IsSuccess);
    }

    public async Task<RoomId[]> RoomsOfAsync(SectionId section) =>
        [.. (await Scheduler.GetSectionTimetableAsync(section, Fall)).Value.Entries.Where(entry => entry.Room is not null).Select(entry => entry.Room!.Value)];

    public async Task<IReadOnlyList<RoomConflict>> ConflictsAsync() => (await Scheduler.GetConflictsAsync(Fall)).Value.Items;

    public async Task<SectionId[]> TimetableAsync(int student) =>
        [.. (await Scheduler.GetStudentTimetableAsync(Student(student), Fall)).Value.Entries.Select(entry => entry.Section)];
}
