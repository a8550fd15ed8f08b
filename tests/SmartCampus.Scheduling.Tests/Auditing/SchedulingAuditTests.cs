using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Auditing;

/// <summary>The audit finds each kind of violation, so that a clean report means something.</summary>
public sealed class SchedulingAuditTests
{
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly CourseId Course = new("C");
    private static readonly SectionId Algebra = new("algebra");
    private static readonly SectionId Botany = new("botany");
    private static readonly StudentId Ada = new("ada");
    private static readonly StudentId Bob = new("bob");
    private static readonly RoomId Small = new("small");
    private static readonly RoomId Large = new("large");
    private static readonly MeetingPattern Monday = MeetingPattern.Parse("Mo 09:00-10:00 weeks 1");
    private static readonly object[] Rooms = [new RoomAddedEvent(Small, 1, [MeetingTime.Parse("Su 09:00-10:00 weeks 1")]), Booked(Algebra, Small)];
    private static readonly object[] Crowd = [.. Rooms, Enrolled(Ada), Added(Ada, 1), Enrolled(Bob), Added(Bob, 1)];
    private static readonly object[] InConflict = [.. Crowd, Raised(2)];

    public static TheoryData<string, object[]> Violations => new()
    {
        { "timetable", [Enrolled(Ada)] },
        { "timetable", [Enrolled(Ada), Added(Ada, 1), Dropped(Ada)] },
        { "timetable", [Added(Ada, 1)] },
        { "double", [Enrolled(Ada), Added(Ada, 1), Added(Ada, 1)] },
        { "double", [Enrolled(Ada), Dropped(Ada), Added(Ada, 1), Removed(Ada, 2), Added(Ada, 1), Removed(Ada, 2)] },
        { "source", [Enrolled(Ada), Added(Ada, 2)] },
        { "source", [Enrolled(Ada), Dropped(Ada), Added(Ada, 2)] },
        { "room", [.. Rooms, Booked(Botany, Small)] },
        { "room", [Booked(Algebra, Large)] },
        { "room", [Rooms[0], Booked(Algebra, Small) with { Meetings = MeetingPattern.Parse("Su 09:30-09:40 weeks 1") }] },
        { "double", [.. Rooms, Booked(Algebra, Small)] },
        { "double", [.. Rooms, Rooms[0]] },
        { "double", [.. Rooms, new RoomReleasedEvent(Small, Fall, Botany)] },
        { "fit", Crowd },
        { "fit", [.. Crowd, Raised(1)] },
        { "double", [.. InConflict, Raised(2)] },
        { "double", [.. Crowd, Resolved] },
        { "conflict", [.. InConflict, Dropped(Bob), Removed(Bob, 2)] },
        { "conflict", [.. InConflict, new RoomReleasedEvent(Small, Fall, Algebra)] },
        { "conflict", [.. InConflict, new RoomAddedEvent(Large, 2, [])] },
    };

    private static RoomConflictResolvedEvent Resolved => new(Algebra, Fall, Small, RoomConflictEnd.Fits);

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_is_found(string rule, object[] events)
    {
        var report = await AuditAsync(events);
        Assert.Contains(report.Violations, violation => violation.Rule == rule);
        Assert.False(report.IsClean);
    }

    [Fact]
    public async Task What_is_right_is_counted_and_has_no_violation()
    {
        var report = await AuditAsync(InConflict);
        Assert.Empty(report.Violations);
        Assert.Equal((2, 1, 1), (report.Entries, report.Bookings, report.OpenConflicts));
        Assert.Equal((InConflict.Length, InConflict.Length), ((int)report.Events, (int)report.Position.Value));
    }

    [Theory]
    [InlineData("large but taken")]
    [InlineData("large but unavailable")]
    public async Task A_conflict_has_its_reason_while_no_larger_room_is_free(string room)
    {
        object[] events = room == "large but taken"
            ? [.. InConflict, new RoomAddedEvent(Large, 2, []), Booked(Botany, Large)]
            : [.. InConflict, new RoomAddedEvent(Large, 2, [Monday.Times[0]])];
        Assert.Empty((await AuditAsync(events)).Violations);
    }

    [Fact]
    public async Task A_conflict_that_ended_and_a_student_who_left_leave_nothing_behind()
    {
        var report = await AuditAsync([.. InConflict, Dropped(Bob), Removed(Bob, 2), Resolved]);
        Assert.Empty(report.Violations);
        Assert.Equal((1, 1, 0), (report.Entries, report.Bookings, report.OpenConflicts));
    }

    private static StudentEnrolledEvent Enrolled(StudentId student) => new(new EnrollmentId(student, Algebra), student, Algebra, Course, Fall);

    private static EnrollmentDroppedEvent Dropped(StudentId student) => new(new EnrollmentId(student, Algebra), student, Algebra, Course, Fall, WasWaiting: false);

    private static TimetableSectionAddedEvent Added(StudentId student, long version) => new(student, Fall, Algebra, version);

    private static TimetableSectionRemovedEvent Removed(StudentId student, long version) => new(student, Fall, Algebra, version);

    private static RoomBookedEvent Booked(SectionId section, RoomId room) => new(room, Fall, section, Monday);

    private static RoomConflictRaisedEvent Raised(int seats) => new(Algebra, Fall, Small, seats, 1, Monday);

    private static async Task<SchedulingAuditReport> AuditAsync(object[] events)
    {
        var store = TestStore.Create();
        foreach (var @event in events)
        {
            var stream = @event is IEnrollmentEvent e ? EnrollmentStreams.Of(e.EnrollmentId) : new StreamId("scheduling");
            await store.AppendAsync(StreamAppend.To(stream, ExpectedVersion.Any, @event));
        }
        return await SchedulingAudit.RunAsync(store);
    }
}
