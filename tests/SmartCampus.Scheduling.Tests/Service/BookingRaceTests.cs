using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>EN: chosen interleavings, where <see cref="BookingConcurrencyTests"/> leaves them to chance.</summary>
public sealed class BookingRaceTests
{
    private static readonly RoomId Room = new("B2");
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly MeetingPattern Morning = MeetingPattern.Parse("Mo 09:00-10:00 weeks 1");

    private readonly InterleavingStore _store = new(TestStore.Create());
    private readonly SchedulerService _service;
    private readonly SchedulerService _rival;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public BookingRaceTests() =>
        (_service, _rival) = (new SchedulerService(new AggregateRepository(_store)), new SchedulerService(new AggregateRepository(_store)));

    [Fact]
    public async Task Who_loses_the_race_for_a_time_is_refused_with_the_winner()
    {
        await _service.AddRoomAsync(new RoomInfo(Room, 10, []), cancellationToken: _token);
        _store.BeforeAppend = async () => Assert.True((await BookAsync(_rival, "rival", Morning)).IsBooked);
        var refusal = Assert.Single((await BookAsync(_service, "late", Morning)).Refusals);
        Assert.Equal(new SectionId("rival"), Assert.Single(refusal.Clashes).Section);
    }

    [Fact]
    public async Task Who_loses_a_race_for_nothing_is_booked_all_the_same()
    {
        await _service.AddRoomAsync(new RoomInfo(Room, 10, []), cancellationToken: _token);
        _store.BeforeAppend = async () => await BookAsync(_rival, "rival", MeetingPattern.Parse("Tu 09:00-10:00 weeks 1"));
        Assert.True((await BookAsync(_service, "late", Morning)).IsBooked);
        Assert.Equal(2, (await _service.GetBookingsAsync(Room, Fall, _token)).Value!.Value.Length);
    }

    [Fact]
    public async Task Who_loses_64_times_is_told_of_the_conflict()
    {
        await _service.AddRoomAsync(new RoomInfo(Room, 10, []), cancellationToken: _token);
        var rivals = 0;
        _store.BeforeAppend = WinAsync;
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await BookAsync(_service, "late", Morning));
        Assert.Equal(64, rivals);
        Assert.DoesNotContain((await _service.GetBookingsAsync(Room, Fall, _token)).Value!.Value, booking => booking.Section == new SectionId("late"));

        async Task WinAsync()
        {
            var time = new MeetingTime(MeetingDays.Tuesday, rivals, 1, new WeekSet(1));
            Assert.True((await BookAsync(_rival, string.Create(CultureInfo.InvariantCulture, $"rival{rivals++}"), new MeetingPattern(time))).IsBooked);
            _store.BeforeAppend = WinAsync;
        }
    }

    private ValueTask<BookingResult> BookAsync(SchedulerService service, string section, MeetingPattern pattern) =>
        service.BookAsync([new RoomBooking(Room, Fall, new SectionId(section), pattern)], cancellationToken: _token);
}
