using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

public sealed class SchedulerServiceTests
{
    private static readonly RoomId B2 = new("B2");
    private static readonly RoomId A1 = new("A1");
    private static readonly TermId Fall = new("2024-fall");
    private static readonly TermId Spring = new("2025-spring");
    private static readonly SectionId Algebra = new("algebra");
    private static readonly SectionId Botany = new("botany");
    private static readonly MeetingPattern Morning = MeetingPattern.Parse("MoWe 09:00-09:50 weeks 1-14");
    private static readonly MeetingPattern Late = MeetingPattern.Parse("MoWe 09:45-10:30 weeks 14");

    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly SchedulerService _service;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public SchedulerServiceTests() => _service = new SchedulerService(new AggregateRepository(_store));

    [Fact]
    public async Task A_room_is_added_once_and_listed()
    {
        var room = new RoomInfo(B2, 30, [MeetingTime.Parse("Fr 12:00-20:00 weeks 1-3")]);
        Assert.Equal(AddRoomOutcome.Added, await _service.AddRoomAsync(room, cancellationToken: _token));
        Assert.Equal(AddRoomOutcome.Unchanged, await _service.AddRoomAsync(room with { Unavailable = [.. room.Unavailable] }, cancellationToken: _token));
        Assert.Equal(AddRoomOutcome.ExistsOtherwise, await _service.AddRoomAsync(room with { Capacity = 31 }, cancellationToken: _token));
        Assert.Equal(AddRoomOutcome.ExistsOtherwise, await _service.AddRoomAsync(room with { Unavailable = [] }, cancellationToken: _token));
        await AddAsync(A1);
        var (rooms, position) = await _service.GetRoomsAsync(_token);
        Assert.Equal([(A1, 10), (B2, 30)], rooms.Select(each => (each.Room, each.Capacity)));
        Assert.Equal(2, position.Value);
        Assert.Equal(30, (await _service.GetRoomAsync(B2, _token)).Value!.Capacity);
        Assert.Null((await _service.GetRoomAsync(new RoomId("no"), _token)).Value);
    }

    [Fact]
    public async Task A_room_out_of_range_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.AddRoomAsync(new RoomInfo(B2, -1, []), cancellationToken: _token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.AddRoomAsync(new RoomInfo(B2, 100_001, []), cancellationToken: _token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.AddRoomAsync(new RoomInfo(B2, 1, default), cancellationToken: _token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.AddRoomAsync(new RoomInfo(B2, 1, [default]), cancellationToken: _token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.AddRoomAsync(
            new RoomInfo(B2, 1, [.. Enumerable.Repeat(Morning.Times[0], 1_001)]), cancellationToken: _token));
        Assert.Empty((await _service.GetRoomsAsync(_token)).Value);
    }

    [Fact]
    public async Task A_booking_shows_in_the_timetables_of_room_and_section()
    {
        await AddAsync(B2);
        Assert.True((await BookAsync(B2, Algebra, Morning)).IsBooked);
        var entry = new TimetableEntry(Algebra, Morning.Times[0], B2);
        Assert.Equal([entry], (await _service.GetRoomTimetableAsync(B2, Fall, _token)).Value!.Entries);
        Assert.Equal([entry], (await _service.GetSectionTimetableAsync(Algebra, Fall, _token)).Value.Entries);
        Assert.Empty((await _service.GetSectionTimetableAsync(Algebra, Spring, _token)).Value.Entries);
        Assert.Equal([new RoomBooking(B2, Fall, Algebra, Morning)], (await _service.GetBookingsAsync(B2, Fall, _token)).Value!.Value);
    }

    [Fact]
    public async Task A_timetable_is_in_the_order_of_the_week()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, MeetingPattern.Parse("Th 08:00-09:00 weeks 1; MoFr 10:00-11:00 weeks 1; We 12:00-13:00 weeks 1"));
        await BookAsync(B2, Botany, MeetingPattern.Parse("Mo 08:00-09:00 weeks 1"));
        var entries = (await _service.GetRoomTimetableAsync(B2, Fall, _token)).Value!.Entries;
        Assert.Equal(["Mo 08:00", "MoFr 10:", "We 12:00", "Th 08:00"], entries.Select(entry => entry.Time.ToString()[..8]));
    }

    [Fact]
    public async Task A_second_section_at_the_same_time_is_refused_with_the_clash()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        var refusal = Assert.Single((await BookAsync(B2, Botany, Late)).Refusals);
        Assert.Equal(BookingRefusalReason.RoomTaken, refusal.Reason);
        Assert.Equal([new RoomBooking(B2, Fall, Algebra, Morning)], refusal.Clashes);
    }

    [Fact]
    public async Task The_same_weeks_of_another_term_do_not_clash()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        Assert.True((await _service.BookAsync([new RoomBooking(B2, Spring, Botany, Late)], cancellationToken: _token)).IsBooked);
    }

    [Fact]
    public async Task A_room_is_not_booked_while_unavailable_nor_when_unknown()
    {
        await _service.AddRoomAsync(new RoomInfo(B2, 10, [MeetingTime.Parse("We 09:45-10:00 weeks 3")]), cancellationToken: _token);
        Assert.Equal(BookingRefusalReason.RoomUnavailable, Assert.Single((await BookAsync(B2, Algebra, Morning)).Refusals).Reason);
        Assert.Equal(BookingRefusalReason.RoomNotFound, Assert.Single((await BookAsync(A1, Algebra, Morning)).Refusals).Reason);
        Assert.Null((await _service.GetRoomTimetableAsync(A1, Fall, _token)).Value);
        Assert.Null((await _service.GetBookingsAsync(A1, Fall, _token)).Value);
    }

    [Fact]
    public async Task Booking_again_changes_nothing_and_at_other_times_is_refused()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        var (_, before) = await _service.GetRoomsAsync(_token);
        Assert.True((await BookAsync(B2, Algebra, Morning)).IsBooked);
        var refusal = Assert.Single((await BookAsync(B2, Algebra, Late)).Refusals);
        Assert.Equal(BookingRefusalReason.BookedAtOtherTimes, refusal.Reason);
        Assert.Equal(Morning, Assert.Single(refusal.Clashes).Pattern);
        Assert.Equal(before, (await _service.GetRoomsAsync(_token)).Position);
    }

    [Fact]
    public async Task Of_several_bookings_all_are_made_or_none()
    {
        await AddAsync(A1);
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        RoomBooking[] wanted = [new(A1, Fall, Botany, Late), new(B2, Fall, Botany, Late)];
        Assert.Equal(B2, Assert.Single((await _service.BookAsync(wanted, cancellationToken: _token)).Refusals).Booking.Room);
        Assert.Empty((await _service.GetSectionTimetableAsync(Botany, Fall, _token)).Value.Entries);
        await _service.ReleaseAsync(B2, Fall, Algebra, cancellationToken: _token);
        Assert.True((await _service.BookAsync(wanted, cancellationToken: _token)).IsBooked);
        Assert.Equal(2, (await _service.GetSectionTimetableAsync(Botany, Fall, _token)).Value.Entries.Length);
    }

    [Fact]
    public async Task Bookings_of_one_request_must_not_clash_with_each_other()
    {
        await AddAsync(B2);
        var result = await _service.BookAsync([new(B2, Fall, Algebra, Morning), new(B2, Fall, Botany, Late)], cancellationToken: _token);
        Assert.Equal(Botany, Assert.Single(result.Refusals).Booking.Section);
        Assert.Empty((await _service.GetBookingsAsync(B2, Fall, _token)).Value!.Value);
    }

    [Fact]
    public async Task A_request_without_bookings_or_without_times_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.BookAsync([], cancellationToken: _token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await BookAsync(B2, Algebra, MeetingPattern.None));
        var tooMany = Enumerable.Repeat(new RoomBooking(B2, Fall, Algebra, Morning), 1_001).ToArray();
        await Assert.ThrowsAsync<ArgumentException>(async () => await _service.BookAsync(tooMany, cancellationToken: _token));
    }

    [Fact]
    public async Task A_released_room_is_free_again()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        Assert.True(await _service.ReleaseAsync(B2, Fall, Algebra, cancellationToken: _token));
        Assert.False(await _service.ReleaseAsync(B2, Fall, Algebra, cancellationToken: _token));
        Assert.True((await BookAsync(B2, Botany, Late)).IsBooked);
    }

    [Fact]
    public async Task A_new_service_over_the_same_store_knows_everything()
    {
        await AddAsync(B2);
        await BookAsync(B2, Algebra, Morning);
        var other = new SchedulerService(new AggregateRepository(_store));
        var (expected, actual) = (await _service.GetRoomTimetableAsync(B2, Fall, _token), await other.GetRoomTimetableAsync(B2, Fall, _token));
        Assert.Equal(expected.Value!.Entries, actual.Value!.Entries);
        Assert.Equal(expected.Position, actual.Position);
    }

    [Fact]
    public async Task A_lower_fencing_token_than_the_highest_is_refused()
    {
        await AddAsync(B2);
        var stream = new StreamId("room:B2");
        var first = new SaveOptions { FencingTokens = new Dictionary<StreamId, long> { [stream] = 7 } };
        await _service.BookAsync([new(B2, Fall, Algebra, Morning)], first, _token);
        var late = new SaveOptions { FencingTokens = new Dictionary<StreamId, long> { [stream] = 6 } };
        await Assert.ThrowsAsync<FencedException>(async () => await _service.ReleaseAsync(B2, Fall, Algebra, late, _token));
    }

    private async Task AddAsync(RoomId room) => await _service.AddRoomAsync(new RoomInfo(room, 10, []), cancellationToken: _token);

    private ValueTask<BookingResult> BookAsync(RoomId room, SectionId section, MeetingPattern pattern) =>
        _service.BookAsync([new RoomBooking(room, Fall, section, pattern)], cancellationToken: _token);
}
