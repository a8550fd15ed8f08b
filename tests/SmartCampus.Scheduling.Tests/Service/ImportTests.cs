using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>EN: a room never holds two meetings at once, however its bookings come in.</summary>
public sealed class ImportTests
{
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly RoomInfo B2 = new(new RoomId("B2"), 10, []);
    private static readonly RoomBooking Algebra = new(B2.Room, Fall, new SectionId("algebra"), MeetingPattern.Parse("Mo 09:00-10:00 weeks 1-14"));
    private readonly InMemoryEventStore _store = TestStore.Create();
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    private SchedulerService Service => field ??= new SchedulerService(new AggregateRepository(_store));

    [Fact]
    public async Task An_import_brings_in_rooms_with_their_bookings_and_a_second_one_changes_nothing()
    {
        var first = await Service.ImportAsync([B2], [Algebra], cancellationToken: _token);
        var end = await EndAsync();
        var second = await Service.ImportAsync([B2], [Algebra], cancellationToken: _token);

        Assert.Equal((2, 0), (first.Added, first.Unchanged));
        Assert.Equal((0, 2), (second.Added, second.Unchanged));
        Assert.Equal(end, await EndAsync());
        Assert.Equal([Algebra], (await Service.GetBookingsAsync(B2.Room, Fall, _token)).Value!.Value);
    }

    [Fact]
    public async Task A_room_with_more_changes_than_an_append_takes_is_refused_before_anything_is_written()
    {
        var store = TestStore.Create(new EventStoreLimits { MaxAppendEvents = 2 });
        var service = new SchedulerService(new AggregateRepository(store));
        var booking = Algebra with { Section = new SectionId("botany"), Pattern = MeetingPattern.Parse("Tu 09:00-10:00 weeks 1-14") };

        var result = await service.ImportAsync([B2 with { Room = new RoomId("B3") }, B2], [Algebra, booking], cancellationToken: _token);

        Assert.Contains("Room B2 has 3 changes", Assert.Single(result.Refusals).Message, StringComparison.Ordinal);
        Assert.Equal(GlobalPosition.Start, await store.ReadLastPositionAsync(_token));
    }

    [Fact]
    public async Task An_import_with_anything_wrong_writes_nothing_and_says_everything()
    {
        var result = await Service.ImportAsync(
            [B2, B2, B2 with { Room = new RoomId("B3"), Capacity = -1 }],
            [
                Algebra,
                Algebra with { Section = new SectionId("botany") },
                Algebra with { Room = new RoomId("nowhere") },
                Algebra with { Section = new SectionId("cooking"), Pattern = MeetingPattern.None },
            ],
            cancellationToken: _token);

        Assert.Equal(
            [RefusalCodes.InvalidArgument, RefusalCodes.InvalidArgument, SchedulingRefusalCodes.RoomTaken, RefusalCodes.NotFound, RefusalCodes.InvalidArgument],
            result.Refusals.Select(refusal => refusal.Code));
        Assert.Equal(GlobalPosition.Start, await EndAsync());
    }

    [Fact]
    public async Task Validating_an_import_writes_nothing_and_gives_the_same_answer()
    {
        var validated = await Service.ValidateImportAsync([B2], [Algebra], _token);

        Assert.Equal(GlobalPosition.Start, await EndAsync());
        Assert.Equal((2, 0), (validated.Added, validated.Unchanged));
    }

    [Fact]
    public async Task More_bookings_than_one_append_may_hold_are_brought_in()
    {
        var rooms = Enumerable.Range(0, 30).Select(n => B2 with { Room = new RoomId($"room-{n}") }).ToArray();
        var bookings = (from room in rooms from hour in Enumerable.Range(0, 40)
                        select Algebra with { Room = room.Room, Section = new SectionId($"{room.Room}-{hour}"), Pattern = new MeetingPattern(new MeetingTime(MeetingDays.Monday, hour, 1, Algebra.Pattern.Times[0].Weeks)) }).ToArray();

        var result = await Service.ImportAsync(rooms, bookings, cancellationToken: _token);

        Assert.Equal(rooms.Length + bookings.Length, result.Added);
        Assert.Equal(40, (await Service.GetBookingsAsync(rooms[^1].Room, Fall, _token)).Value!.Value.Length);
    }

    [Fact]
    public async Task Rooms_are_listed_in_parts_each_once_in_order()
    {
        await Service.ImportAsync([.. Enumerable.Range(0, 7).Select(n => B2 with { Room = new RoomId($"room-{6 - n}") })], [], cancellationToken: _token);

        var seen = new List<string>();
        for (var page = new PageRequest { Size = 3 }; ;)
        {
            var part = (await Service.ListRoomsAsync(page, _token)).Value;
            seen.AddRange(part.Items.Select(room => room.Room.Value));
            if (part.NextAfter is null) break;
            page = page with { After = part.NextAfter };
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"room-{n}"), seen);
        Assert.Null((await Service.ListRoomsAsync(new PageRequest { Size = 7 }, _token)).Value.NextAfter);
    }

    private async Task<GlobalPosition> EndAsync() => (await _store.ReadAllPageAsync(new AllReadOptions { MaxCount = 4096 }, _token)).Next;
}
