using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling.Tests.Service;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>ST8: chosen interleavings of a stale subscriber and its successor, where <see cref="InterleavingTests"/> leaves them to a seed.</summary>
public sealed class StaleSubscriberTests
{
    private static readonly SectionId Algebra = SmallCampus.Algebra;
    private static readonly RoomId Small = SmallCampus.Small;
    private static readonly RoomId Middle = SmallCampus.Middle;
    private static readonly RoomId Large = SmallCampus.Large;
    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly InterleavingStore _slow;
    private readonly Follower _stale;
    private readonly Follower _next;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public StaleSubscriberTests()
    {
        _slow = new InterleavingStore(_store);
        (_stale, _next) = (new Follower(_slow), new Follower(_store));
    }

    [Fact]
    public async Task A_section_comes_into_a_timetable_once()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        await campus.EnrollAsync(Algebra, 0);
        await HandleLateAsync<StudentEnrolledEvent>(() => _next.CatchUpAsync(_token));
        Assert.Equal([Algebra], await campus.TimetableAsync(0));
        await AssertRightAsync();
    }

    [Fact]
    public async Task A_section_that_the_student_has_left_meanwhile_stays_out()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        await campus.EnrollAsync(Algebra, 0);
        await HandleLateAsync<StudentEnrolledEvent>(async () =>
        {
            await campus.DropAsync(Algebra, 0);
            await _next.CatchUpAsync(_token);
        });
        Assert.Empty(await campus.TimetableAsync(0));
        await AssertRightAsync();
    }

    [Fact]
    public async Task A_section_is_moved_once()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1), (Middle, SmallCampus.StudentCount), (Large, 9));
        await campus.EnrollAsync(Algebra, 0, 1);
        await HandleLateAsync<SectionOpenedEvent>(() => _next.CatchUpAsync(_token));
        Assert.Equal([Middle], await campus.RoomsOfAsync(Algebra));
        await AssertRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_room_that_somebody_else_books_first_is_not_taken_from_them(bool isBeforeRead)
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1), (Middle, SmallCampus.StudentCount), (Large, 9));
        await campus.EnrollAsync(Algebra, 0, 1);
        await HandleLateAsync<SectionOpenedEvent>(() => campus.BookAsync(SmallCampus.Botany, Middle), isBeforeRead);
        Assert.Equal([Large], await campus.RoomsOfAsync(Algebra));
        await AssertRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_booking_that_was_given_up_meanwhile_is_not_moved(bool isBeforeRead)
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1), (Large, 9));
        await campus.EnrollAsync(Algebra, 0, 1);
        await HandleLateAsync<SectionOpenedEvent>(async () => Assert.True(await campus.Scheduler.ReleaseAsync(Small, SmallCampus.Fall, Algebra, cancellationToken: _token)), isBeforeRead);
        Assert.Empty(await campus.RoomsOfAsync(Algebra));
        await AssertRightAsync();
    }

    [Fact]
    public async Task A_conflict_that_is_raised_too_late_does_not_stay()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1));
        await campus.EnrollAsync(Algebra, 0, 1);
        await HandleLateAsync<SectionOpenedEvent>(async () =>
        {
            await campus.DropAsync(Algebra, 1);
            await _next.CatchUpAsync(_token);
        });
        Assert.Single(await campus.ConflictsAsync());
        await _next.CatchUpAsync(_token);
        Assert.Empty(await campus.ConflictsAsync());
        await AssertRightAsync();
    }

    [Fact]
    public async Task A_conflict_that_is_resolved_too_late_is_raised_again()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1));
        await campus.EnrollAsync(Algebra, 0, 1);
        await _next.CatchUpAsync(_token);
        await campus.DropAsync(Algebra, 1);
        await HandleLateAsync<SectionOpenedEvent>(async () =>
        {
            await campus.EnrollAsync(Algebra, 1);
            await _next.CatchUpAsync(_token);
        });
        Assert.Empty(await campus.ConflictsAsync());
        await _next.CatchUpAsync(_token);
        Assert.Single(await campus.ConflictsAsync());
        await AssertRightAsync();
    }

    /// <summary>Has the stale subscriber handle the first event of a type, and something else happen just before its first append, or before it reads the first room.</summary>
    private async Task HandleLateAsync<TEvent>(Func<Task> meanwhile, bool isBeforeRead = false)
    {
        var envelope = await _store.ReadAllAsync(cancellationToken: _token).FirstAsync(e => e.Event is TEvent, _token);
        if (isBeforeRead) _slow.BeforeRoomIsRead = meanwhile;
        else _slow.BeforeAppend = meanwhile;
        await _stale.HandleAsync(envelope, _token);
        Assert.True(_slow.BeforeAppend is null && _slow.BeforeRoomIsRead is null);
    }

    private async Task AssertRightAsync()
    {
        await _next.CatchUpAsync(_token);
        Assert.Empty((await SchedulingAudit.RunAsync(_store, _token)).Violations);
    }
}
