using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>EN: a booking that was made and has moved to a larger room since is not made a second time.</summary>
public sealed class RepeatedBookingTests
{
    private static readonly RoomId Small = SmallCampus.Small;
    private static readonly RoomId Middle = SmallCampus.Middle;
    private static readonly RoomId Large = SmallCampus.Large;
    private static readonly RoomBooking Booking = SmallCampus.Booking(SmallCampus.Algebra, Small);
    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_comes_again_leaves_a_section_in_the_room_that_it_moved_to()
    {
        var campus = await OutgrowAsync((Small, 1), (Large, 9));
        var end = await _store.ReadLastPositionAsync(_token);

        var again = await campus.Scheduler.ImportAsync([new RoomInfo(Small, 1, []), new RoomInfo(Large, 9, [])], [Booking], cancellationToken: _token);

        Assert.Equal((0, 3), (again.Added, again.Unchanged));
        Assert.Equal(end, await _store.ReadLastPositionAsync(_token));
        Assert.Equal([Large], await campus.RoomsOfAsync(SmallCampus.Algebra));
    }

    [Fact]
    public async Task A_booking_that_comes_again_after_a_move_changes_nothing_also_when_others_hold_the_old_room()
    {
        var campus = await OutgrowAsync((Small, 1), (Large, 9));
        await campus.BookAsync(SmallCampus.Botany, Small);
        var end = await _store.ReadLastPositionAsync(_token);

        Assert.True((await campus.Scheduler.BookAsync([Booking], cancellationToken: _token)).IsBooked);

        Assert.Equal(end, await _store.ReadLastPositionAsync(_token));
        Assert.Equal([Large], await campus.RoomsOfAsync(SmallCampus.Algebra));
    }

    [Fact]
    public async Task A_booking_that_moved_several_times_is_found()
    {
        var campus = await OutgrowAsync((Small, 1), (Middle, 2));
        await campus.Scheduler.AddRoomAsync(new RoomInfo(Large, 9, []), cancellationToken: _token);
        await campus.EnrollAsync(SmallCampus.Algebra, 2);
        await new Follower(_store).CatchUpAsync(_token);

        Assert.True((await campus.Scheduler.BookAsync([Booking], cancellationToken: _token)).IsBooked);

        Assert.Equal([Large], await campus.RoomsOfAsync(SmallCampus.Algebra));
    }

    [Fact]
    public async Task When_the_new_room_was_given_up_the_old_one_is_booked_again()
    {
        var campus = await OutgrowAsync((Small, 1), (Large, 9));
        Assert.True(await campus.Scheduler.ReleaseAsync(Large, SmallCampus.Fall, SmallCampus.Algebra, cancellationToken: _token));

        await campus.BookAsync(SmallCampus.Algebra, Small);
        Assert.Equal([Small], await campus.RoomsOfAsync(SmallCampus.Algebra));

        // What is booked anew can be given up and booked anew, whatever moved long ago.
        await campus.BookAsync(SmallCampus.Algebra, Large);
        Assert.True(await campus.Scheduler.ReleaseAsync(Small, SmallCampus.Fall, SmallCampus.Algebra, cancellationToken: _token));
        await campus.BookAsync(SmallCampus.Algebra, Small);
        Assert.Equal([Large, Small], await campus.RoomsOfAsync(SmallCampus.Algebra));
    }

    [Fact]
    public async Task Other_times_than_those_that_moved_are_a_new_booking()
    {
        var campus = await OutgrowAsync((Small, 1), (Large, 9));
        var tuesday = Booking with { Pattern = MeetingPattern.Parse("Tu 09:00-10:00 weeks 1-14") };

        Assert.True((await campus.Scheduler.BookAsync([tuesday], cancellationToken: _token)).IsBooked);

        Assert.Equal([tuesday], (await campus.Scheduler.GetBookingsAsync(Small, SmallCampus.Fall, _token)).Value!.Value);
    }

    /// <summary>Algebra holds the first room and gets two students; then it holds the second.</summary>
    private async Task<SmallCampus> OutgrowAsync(params (RoomId Room, int Capacity)[] rooms)
    {
        var campus = await SmallCampus.CreateAsync(_store, rooms);
        await campus.EnrollAsync(SmallCampus.Algebra, 0, 1);
        await new Follower(_store).CatchUpAsync(_token);
        Assert.Equal([rooms[1].Room], await campus.RoomsOfAsync(SmallCampus.Algebra));
        return campus;
    }
}
