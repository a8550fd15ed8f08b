using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>A section that outgrows its room moves to a larger one, or everybody can see that it does not fit.</summary>
public sealed class RoomAllocationTests
{
    private static readonly SectionId Algebra = SmallCampus.Algebra;
    private static readonly SectionId Botany = SmallCampus.Botany;
    private static readonly RoomId Small = SmallCampus.Small;
    private static readonly RoomId Middle = SmallCampus.Middle;
    private static readonly RoomId Large = SmallCampus.Large;
    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    private Follower Follower => field ??= new Follower(_store);

    [Fact]
    public async Task A_section_that_fits_stays_where_it_is()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2), (Large, 9));
        await campus.EnrollAsync(Algebra, 0, 1);
        await Follower.CatchUpAsync(_token);
        Assert.Equal([Small], await campus.RoomsOfAsync(Algebra));
        Assert.Empty(await campus.ConflictsAsync());
    }

    [Fact]
    public async Task A_section_that_outgrows_its_room_moves_to_the_smallest_that_has_all_its_seats_in_one_append()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2), (new RoomId("between"), 4), (Large, 9), (Middle, SmallCampus.StudentCount));
        await campus.EnrollAsync(Algebra, 0, 1);
        await Follower.CatchUpAsync(_token);
        await campus.EnrollAsync(Algebra, 2);
        await Follower.CatchUpAsync(_token);
        Assert.Equal([Middle], await campus.RoomsOfAsync(Algebra));
        Assert.Empty(await campus.ConflictsAsync());

        var moves = await _store.ReadAllAsync(cancellationToken: _token).Where(e => e.Event is RoomReleasedEvent || e.Event is RoomBookedEvent { RoomId: var room } && room == Middle).ToListAsync(_token);
        Assert.Equal(2, moves.Count);
        Assert.Equal(moves[0].CommitId, moves[1].CommitId);
        Assert.Equal($"enrollment:{SmallCampus.Student(2)}:{Algebra}@1", moves[0].Metadata.CausationId);
    }

    [Fact]
    public async Task Without_a_room_for_all_its_seats_a_section_moves_to_the_smallest_for_those_taken()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2), (Large, 5), (Middle, 4));
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        Assert.Equal([Middle], await campus.RoomsOfAsync(Algebra));
    }

    [Fact]
    public async Task A_section_that_fills_one_by_one_moves_once()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1), (Middle, 3), (Large, SmallCampus.StudentCount));
        for (var student = 0; student < SmallCampus.StudentCount; student++)
        {
            await campus.EnrollAsync(Algebra, student);
            await Follower.CatchUpAsync(_token);
        }
        Assert.Equal([Large], await campus.RoomsOfAsync(Algebra));
        Assert.Equal(1, await CountAsync<RoomReleasedEvent>());
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("unavailable")]
    [InlineData("too small")]
    [InlineData("missing")]
    public async Task Without_a_larger_free_room_a_conflict_says_what_is_needed(string why)
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2));
        if (why != "missing") await campus.Scheduler.AddRoomAsync(new RoomInfo(Large, why == "too small" ? 2 : 9, why == "unavailable" ? [MeetingTime.Parse("Mo 09:50-12:00 weeks 7")] : []), cancellationToken: _token);
        if (why == "taken") await campus.BookAsync(Botany, Large);
        await campus.EnrollAsync(Algebra, 0, 1, 2, 3);
        await Follower.CatchUpAsync(_token);
        Assert.Equal([new RoomConflict(Algebra, SmallCampus.Fall, Small, 4, 2, SmallCampus.MeetingsOf(Algebra))], await campus.ConflictsAsync());
        Assert.Equal([Small], await campus.RoomsOfAsync(Algebra));
    }

    [Fact]
    public async Task A_conflict_ends_when_the_section_fits_again()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2));
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        await campus.DropAsync(Algebra, 1);
        await Follower.CatchUpAsync(_token);
        await AssertResolvedAsync(campus, RoomConflictEnd.Fits);
    }

    [Fact]
    public async Task A_conflict_ends_when_the_room_is_given_up()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2));
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        Assert.True(await campus.Scheduler.ReleaseAsync(Small, SmallCampus.Fall, Algebra, cancellationToken: _token));
        await Follower.CatchUpAsync(_token);
        await AssertResolvedAsync(campus, RoomConflictEnd.Released);
    }

    [Fact]
    public async Task A_new_room_is_offered_to_those_in_conflict()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2));
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        await campus.Scheduler.AddRoomAsync(new RoomInfo(Large, 9, []), cancellationToken: _token);
        await Follower.CatchUpAsync(_token);
        await AssertResolvedAsync(campus, RoomConflictEnd.Moved);
        Assert.Equal([Large], await campus.RoomsOfAsync(Algebra));
    }

    [Fact]
    public async Task A_room_that_was_given_up_is_offered_to_those_in_conflict()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2), (Large, 9));
        await campus.BookAsync(Botany, Large);
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        Assert.Single(await campus.ConflictsAsync());
        await campus.Scheduler.ReleaseAsync(Large, SmallCampus.Fall, Botany, cancellationToken: _token);
        await Follower.CatchUpAsync(_token);
        await AssertResolvedAsync(campus, RoomConflictEnd.Moved);
        Assert.Equal([Large], await campus.RoomsOfAsync(Algebra));
    }

    [Fact]
    public async Task A_room_that_is_booked_too_small_is_noticed()
    {
        var campus = await SmallCampus.CreateAsync(_store);
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        await campus.Scheduler.AddRoomAsync(new RoomInfo(Small, 2, []), cancellationToken: _token);
        await campus.BookAsync(Algebra, Small);
        await Follower.CatchUpAsync(_token);
        Assert.Equal(3, Assert.Single(await campus.ConflictsAsync()).SeatsNeeded);
    }

    [Fact]
    public async Task A_conflict_is_told_again_only_when_more_seats_are_needed_than_ever()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 1));
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        await campus.DropAsync(Algebra, 2);
        await Follower.CatchUpAsync(_token);
        await campus.EnrollAsync(Algebra, 2);
        await Follower.CatchUpAsync(_token);
        Assert.Equal(1, await CountAsync<RoomConflictRaisedEvent>());
        await campus.EnrollAsync(Algebra, 3);
        await Follower.CatchUpAsync(_token);
        Assert.Equal(2, await CountAsync<RoomConflictRaisedEvent>());
        Assert.Equal(4, Assert.Single(await campus.ConflictsAsync()).SeatsNeeded);
    }

    [Fact]
    public async Task Each_of_several_rooms_of_a_section_is_looked_at()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 2), (Middle, 2), (Large, 9));
        var tuesday = SmallCampus.Booking(Algebra, Middle) with { Pattern = MeetingPattern.Parse("Tu 09:00-10:00 weeks 1-14") };
        await campus.Scheduler.BookAsync([tuesday], cancellationToken: _token);
        await campus.EnrollAsync(Algebra, 0, 1, 2);
        await Follower.CatchUpAsync(_token);
        // A section has one booking of a room, so that the second one finds none.
        Assert.Equal((Small, 2), (Assert.Single(await campus.ConflictsAsync()).Room, Assert.Single(await campus.ConflictsAsync()).Capacity));
        Assert.Equal([Small, Large], await campus.RoomsOfAsync(Algebra));
    }

    [Fact]
    public async Task Conflicts_are_listed_by_term_and_in_parts()
    {
        var campus = await SmallCampus.CreateAsync(_store, (Small, 0));
        await campus.Scheduler.AddRoomAsync(new RoomInfo(Middle, 0, []), cancellationToken: _token);
        await campus.BookAsync(Botany, Middle);
        await campus.EnrollAsync(Algebra, 0);
        await campus.EnrollAsync(Botany, 1);
        await Follower.CatchUpAsync(_token);

        var first = (await campus.Scheduler.GetConflictsAsync(SmallCampus.Fall, new PageRequest { Size = 1 }, _token)).Value;
        var second = (await campus.Scheduler.GetConflictsAsync(SmallCampus.Fall, new PageRequest { Size = 1, After = first.NextAfter }, _token)).Value;
        Assert.Equal((Algebra, Botany), (Assert.Single(first.Items).Section, Assert.Single(second.Items).Section));
        Assert.Null(second.NextAfter);
        Assert.Empty((await campus.Scheduler.GetConflictsAsync(new TermId("Spring 2025"), cancellationToken: _token)).Value.Items);
        Assert.Equal(2, (await campus.Scheduler.GetConflictsAsync(cancellationToken: _token)).Value.Items.Count);
    }

    private async Task AssertResolvedAsync(SmallCampus campus, RoomConflictEnd end)
    {
        Assert.Empty(await campus.ConflictsAsync());
        var resolved = await _store.ReadAllAsync(cancellationToken: _token).Select(e => e.Event).OfType<RoomConflictResolvedEvent>().ToListAsync(_token);
        Assert.Equal(end, Assert.Single(resolved).End);
    }

    private async Task<int> CountAsync<TEvent>() => await _store.ReadAllAsync(cancellationToken: _token).CountAsync(e => e.Event is TEvent, _token);
}
