using Microsoft.Extensions.Time.Testing;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.Scheduling.Tests.Following;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>LM2, ES12: rooms are booked, given up and moved under their locks, and the locks' tokens go into the appends.</summary>
public sealed class LockedBookingTests
{
    private static readonly RoomInfo B2 = new(new RoomId("B2"), 10, []);
    private static readonly RoomInfo B3 = B2 with { Room = new RoomId("B3") };
    private static readonly TermId Fall = new("Fall 2024");
    private static readonly RoomBooking Algebra = new(B2.Room, Fall, new SectionId("algebra"), MeetingPattern.Parse("Mo 09:00-10:00 weeks 1-14"));
    private readonly InterleavingStore _store = new(TestStore.Create());
    private readonly FakeTimeProvider _time = new();
    private readonly InProcessLockManager _locks;
    private readonly SchedulerService _service;
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    public LockedBookingTests()
    {
        _locks = new InProcessLockManager(_time);
        _service = new SchedulerService(new AggregateRepository(_store), _locks);
    }

    [Fact]
    public async Task A_booking_holds_the_locks_of_its_rooms_until_it_is_stored()
    {
        await AddRoomsAsync();
        Assert.Equal(["room:B2", "room:B3"], await LocksDuringAsync(() => BookAsync(Algebra with { Room = B3.Room }, Algebra)));
        Assert.Equal(["room:B2"], await LocksDuringAsync(async () => await _service.ReleaseAsync(B2.Room, Fall, Algebra.Section, cancellationToken: _token)));
        Assert.Equal(["room:B2"], await LocksDuringAsync(async () => await _service.ImportAsync([B2], [Algebra], cancellationToken: _token)));
        Assert.Empty(await _locks.InspectAsync(cancellationToken: _token));
    }

    [Fact]
    public async Task A_move_holds_the_locks_of_both_rooms()
    {
        var campus = await SmallCampus.CreateAsync(_store, (SmallCampus.Small, 1), (SmallCampus.Large, 9));
        await campus.EnrollAsync(SmallCampus.Algebra, 0, 1);
        var opened = await _store.ReadAllAsync(cancellationToken: _token).FirstAsync(e => e.Event is SectionOpenedEvent, _token);
        var subscriber = new EnrollmentEventSubscriber(_service);
        Assert.Equal(["room:large", "room:small"], await LocksDuringAsync(async () => await subscriber.HandleAsync(opened, _token)));
        Assert.Equal([SmallCampus.Large], await campus.RoomsOfAsync(SmallCampus.Algebra));
    }

    [Fact]
    public async Task A_holder_with_an_older_token_is_refused()
    {
        await AddRoomsAsync();
        await BookAsync(Algebra);
        await _service.ReleaseAsync(B2.Room, Fall, Algebra.Section, cancellationToken: _token);
        var old = new SaveOptions { FencingTokens = new Dictionary<StreamId, long> { [new StreamId("room:B2")] = 1 } };
        await Assert.ThrowsAsync<FencedException>(async () => await _service.BookAsync([Algebra], old, _token));
    }

    [Fact]
    public async Task A_room_that_is_locked_for_too_long_is_not_booked()
    {
        await AddRoomsAsync();
        await using var held = await _locks.AcquireAsync("room:B2", "somebody", new LockOptions { Lease = TimeSpan.FromHours(1) }, _token);
        var booking = _service.BookAsync([Algebra], cancellationToken: _token);
        _time.Advance(TimeSpan.FromSeconds(11));
        var timeout = await Assert.ThrowsAsync<LockTimeoutException>(async () => await booking);
        Assert.Equal(("room:B2", "somebody"), (timeout.ResourceId, timeout.Holder));
        Assert.Empty((await _service.GetBookingsAsync(B2.Room, Fall, _token)).Value!.Value);
    }

    [Fact]
    public async Task A_caller_who_holds_the_lock_already_gives_its_token()
    {
        await AddRoomsAsync();
        await using var held = await _locks.AcquireAsync("room:B2", "caller", LockOptions.Default, _token);
        var options = new SaveOptions { FencingTokens = new Dictionary<StreamId, long> { [new StreamId("room:B2")] = held.FencingToken } };
        Assert.True((await _service.BookAsync([Algebra], options, _token)).IsBooked);
    }

    [Fact]
    public async Task A_lock_that_is_lost_on_the_way_ends_the_booking_and_says_so()
    {
        await AddRoomsAsync();
        var service = new SchedulerService(new AggregateRepository(new FaultyStore(_store, async cancellationToken =>
        {
            Assert.True(await _locks.BreakAsync("room:B2", _token));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        })), _locks);
        var lost = await Assert.ThrowsAsync<LockNotOwnedException>(async () => await service.BookAsync([Algebra], cancellationToken: _token));
        Assert.Equal("room:B2", lost.ResourceId);
        Assert.True((await _service.BookAsync([Algebra], cancellationToken: _token)).IsBooked);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_of_the_cancellation_not_of_the_lock()
    {
        await AddRoomsAsync();
        using var caller = new CancellationTokenSource();
        var service = new SchedulerService(new AggregateRepository(new FaultyStore(_store, async cancellationToken =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        })), _locks);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.BookAsync([Algebra], cancellationToken: caller.Token));
        Assert.Empty(await _locks.InspectAsync(cancellationToken: _token));
    }

    private async Task AddRoomsAsync()
    {
        await _service.AddRoomAsync(B2, cancellationToken: _token);
        await _service.AddRoomAsync(B3, cancellationToken: _token);
    }

    private async Task BookAsync(params RoomBooking[] bookings) => Assert.True((await _service.BookAsync(bookings, cancellationToken: _token)).IsBooked);

    private async Task<string[]> LocksDuringAsync(Func<Task> append)
    {
        string[] held = [];
        _store.BeforeAppend = async () => held = [.. (await _locks.InspectAsync()).Select(status => status.ResourceId)];
        await append();
        return held;
    }
}
