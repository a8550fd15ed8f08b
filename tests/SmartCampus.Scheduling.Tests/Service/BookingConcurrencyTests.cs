using System.Globalization;
using CsCheck;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>EN: a room never holds two meetings at once, under any interleaving.</summary>
public sealed class BookingConcurrencyTests
{
    private const int RoomCount = 3;
    private static readonly TermId Term = new("2024-fall");
    private static readonly MeetingTime Closed = MeetingTime.Parse("Mo 08:00-08:10 weeks 1");

    /// <summary>Books one or two rooms at once, or releases one.</summary>
    private sealed record Step(int Section, bool Release, (int Room, MeetingPattern Pattern)[] Rooms);

    private static readonly Gen<MeetingPattern> Pattern = Gen.Select(
        Gen.Int[1, 3], Gen.Int[0, 5], Gen.Int[1, 3], Gen.ULong[1, 3],
        (days, start, length, weeks) => new MeetingPattern(new MeetingTime((MeetingDays)days, 96 + start, length, new WeekSet(weeks))));

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, 19], Gen.Int[0, 3], Gen.Select(Gen.Int[0, RoomCount - 1], Pattern).Array[1, 2],
        (section, kind, rooms) => new Step(section, kind == 0, rooms)).Array[1, 30];

    [Fact]
    public void A_room_never_holds_two_meetings_at_once() => Steps.Sample(
        steps => RunAsync(steps).GetAwaiter().GetResult(), iter: 200);

    private static async Task RunAsync(Step[] steps)
    {
        var store = new InterleavingStore(TestStore.Create());
        var services = new[] { new SchedulerService(new AggregateRepository(store)), new SchedulerService(new AggregateRepository(store)) };
        for (var room = 0; room < RoomCount; room++) await services[0].AddRoomAsync(new RoomInfo(Room(room), 10, [Closed]));
        var results = await Task.WhenAll(steps.Select((step, i) => Task.Run(() => RunAsync(services[i % services.Length], step))));
        var held = await ReplayAsync(store);
        await AssertQueriesAgreeAsync(services[0], held);
        AssertAnswersAreTrue(steps, results, held);
    }

    private static async Task<BookingResult?> RunAsync(SchedulerService service, Step step)
    {
        if (!step.Release) return await service.BookAsync([.. ToBookings(step)]);
        await service.ReleaseAsync(Room(step.Rooms[0].Room), Term, Section(step.Section));
        return null;
    }

    /// <summary>Reads the store from its beginning and checks the invariant after every event.</summary>
    private static async Task<Dictionary<(RoomId, SectionId), MeetingPattern>> ReplayAsync(InterleavingStore store)
    {
        var held = new Dictionary<(RoomId Room, SectionId Section), MeetingPattern>();
        var page = await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 4096 });
        Assert.True(page.IsEnd);
        foreach (var envelope in page.Events)
        {
            if (envelope.Event is RoomReleasedEvent released) Assert.True(held.Remove((released.RoomId, released.SectionId)));
            if (envelope.Event is not RoomBookedEvent booked) continue;
            Assert.False(booked.Meetings.Overlaps(Closed));
            Assert.DoesNotContain(held, other => other.Key.Room == booked.RoomId && other.Value.Overlaps(booked.Meetings));
            held.Add((booked.RoomId, booked.SectionId), booked.Meetings);
        }

        return held;
    }

    private static async Task AssertQueriesAgreeAsync(SchedulerService service, Dictionary<(RoomId Room, SectionId Section), MeetingPattern> held)
    {
        for (var room = 0; room < RoomCount; room++)
        {
            var bookings = (await service.GetBookingsAsync(Room(room), Term)).Value!.Value;
            Assert.Equal(
                held.Where(entry => entry.Key.Room == Room(room)).Select(entry => (entry.Key.Section, entry.Value)).ToHashSet(),
                bookings.Select(booking => (booking.Section, booking.Pattern)).ToHashSet());
        }
    }

    /// <summary>A refusal for a clash names a booking that somebody asked for; what was booked and never released is there.</summary>
    private static void AssertAnswersAreTrue(Step[] steps, BookingResult?[] results, Dictionary<(RoomId Room, SectionId Section), MeetingPattern> held)
    {
        var asked = steps.Where(step => !step.Release).SelectMany(ToBookings).ToHashSet();
        foreach (var refusal in results.SelectMany(result => result?.Refusals ?? []))
        {
            Assert.Equal(refusal.Reason == BookingRefusalReason.RoomUnavailable, refusal.Clashes.IsEmpty);
            Assert.All(refusal.Clashes, clash => Assert.Contains(clash, asked));
            if (refusal.Reason == BookingRefusalReason.RoomTaken) Assert.All(refusal.Clashes, clash => Assert.True(clash.Pattern.Overlaps(refusal.Booking.Pattern)));
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if (results[i] is not { IsBooked: true } || steps.Any(step => step.Release && step.Section == steps[i].Section)) continue;
            Assert.All(ToBookings(steps[i]), booking => Assert.Equal(booking.Pattern, held[(booking.Room, booking.Section)]));
        }
    }

    private static IEnumerable<RoomBooking> ToBookings(Step step) =>
        step.Rooms.Select(room => new RoomBooking(Room(room.Room), Term, Section(step.Section), room.Pattern));

    private static RoomId Room(int room) => new(string.Create(CultureInfo.InvariantCulture, $"r{room}"));

    private static SectionId Section(int section) => new(string.Create(CultureInfo.InvariantCulture, $"s{section}"));
}
