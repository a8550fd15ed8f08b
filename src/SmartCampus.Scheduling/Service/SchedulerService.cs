using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Scheduling;

/// <summary>Rooms, their bookings and timetables over an event store.</summary>
/// <remarks>
/// <list type="number">
/// <item>A room never holds two meetings at once, nor one while it is unavailable, whoever books at the same time, in whatever
/// process: a room and its bookings are one stream, and a booking is stored only when the stream has not moved since it was
/// checked. Who finds it moved checks again, up to 64 times.</item>
/// <item>A request for several bookings is stored whole or not at all.</item>
/// <item>Repeating a request that succeeded changes nothing and succeeds, also when the section was moved to a larger room since. Once the
/// room that a booking moved to is given up, the same request books the first room again.</item>
/// <item>Weeks are counted within a term: bookings of different terms never clash. Unavailable times hold in every term.</item>
/// <item>With a lock manager, rooms are booked, given up and moved under the locks <c>room:{id}</c>, whose tokens go into the appends: who
/// comes waits instead of trying again, and a holder that was stopped past its lease is refused. Rule 1 does not rest on it.</item>
/// <item>Queries see every change of rooms and bookings that was acknowledged before them. Timetables of students and conflicts are kept by
/// <see cref="EnrollmentEventSubscriber"/>, and every answer says how far that has come (<see cref="SchedulerAnswer{T}"/>).</item>
/// </list>
/// The store must know the events of <see cref="SchedulingEvents"/> and <see cref="EnrollmentEvents"/>. Safe for use by several threads.
/// </remarks>
public sealed partial class SchedulerService
{
    private readonly AggregateRepository _repository;
    private readonly ILockManager? _locks;
    private readonly ICheckpointStore? _checkpoints;
    private readonly Projection<SchedulingView> _view;

    /// <summary>Makes a service; its read model is built at the first query.</summary>
    /// <param name="repository">Loads and saves rooms; its store is followed for queries.</param>
    /// <param name="locks">Locks for rooms, whose tokens must rise as long as the store lasts; without it nothing is locked.</param>
    /// <param name="checkpoints">Knows how far <see cref="EnrollmentEventSubscriber"/> has come; without it answers do not say so.</param>
    public SchedulerService(AggregateRepository repository, ILockManager? locks = null, ICheckpointStore? checkpoints = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        (_repository, _locks, _checkpoints) = (repository, locks, checkpoints);
        _view = new Projection<SchedulingView>(repository.Store, new SchedulingView());
    }

    internal AggregateRepository Repository => _repository;

    /// <summary>Adds a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="options">Commit id, metadata and fencing tokens; none by default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentException">The room's capacity or its number of unavailable times is out of range, or one of the times is <c>default</c>.</exception>
    /// <exception cref="ConcurrencyException">The room's stream moved in all of 64 attempts.</exception>
    /// <inheritdoc cref="IEventStore.AppendAsync" path="/exception[@cref='T:SmartCampus.Events.EventStoreUnavailableException' or @cref='T:SmartCampus.Events.AppendOutcomeUnknownException' or @cref='T:SmartCampus.Events.FencedException']"/>
    public ValueTask<AddRoomOutcome> AddRoomAsync(RoomInfo room, SaveOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(room);
        return ConflictRetry.RunAsync(async () =>
        {
            var aggregate = await LoadAsync(room.Room, cancellationToken).ConfigureAwait(false);
            var outcome = aggregate.Add(room.Room, room.Capacity, room.Unavailable);
            await _repository.SaveAsync([aggregate], options, cancellationToken).ConfigureAwait(false);
            return outcome;
        });
    }

    /// <summary>Books rooms for the meetings of sections: all of the bookings, or none.</summary>
    /// <param name="bookings">1 to 1,000 bookings, of one or several rooms, for one or several sections; each with at least one time.</param>
    /// <param name="options">Commit id, metadata and fencing tokens; none by default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentException">There is no booking, there are too many, or one has no time.</exception>
    /// <exception cref="ConcurrencyException">A room's stream moved in all of 64 attempts.</exception>
    /// <exception cref="LockTimeoutException">A room was locked for 10 seconds.</exception>
    /// <exception cref="LockNotOwnedException">The lock was lost on the way. Whether it was stored is not known; trying again is safe.</exception>
    /// <exception cref="LockUnavailableException">The locks cannot be reached.</exception>
    /// <inheritdoc cref="AddRoomAsync" path="/exception[not(@cref='T:System.ArgumentException') and not(@cref='T:SmartCampus.Events.ConcurrencyException')]"/>
    public ValueTask<BookingResult> BookAsync(IReadOnlyList<RoomBooking> bookings, SaveOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(bookings);
        return LockedAsync(bookings.Select(booking => booking.Room), options, (locked, token) => BookLockedAsync(bookings, locked, token), cancellationToken);
    }

    private ValueTask<BookingResult> BookLockedAsync(IReadOnlyList<RoomBooking> bookings, SaveOptions? options, CancellationToken cancellationToken) =>
        ConflictRetry.RunAsync(async () =>
        {
            var rooms = new RoomSet(_repository);
            var refusals = ImmutableArray.CreateBuilder<BookingRefusal>();
            foreach (var booking in bookings)
            {
                if (await rooms.IsBookedAsync(booking, cancellationToken).ConfigureAwait(false)) continue;
                var room = await rooms.LoadAsync(booking.Room, cancellationToken).ConfigureAwait(false);
                if (room.Book(booking) is { } refusal) refusals.Add(refusal);
            }

            // Also when nothing is to be stored or refused, the answer rests on one moment of each room, which is all that it claims.
            if (refusals.Count == 0) await _repository.SaveAsync(rooms.Rooms.Values, options, cancellationToken).ConfigureAwait(false);
            return new BookingResult(refusals.ToImmutable());
        });

    /// <summary>Ends a section's booking of a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="term">The term of the booking.</param>
    /// <param name="section">The section.</param>
    /// <param name="options">Commit id, metadata and fencing tokens; none by default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether there was such a booking.</returns>
    /// <inheritdoc cref="BookAsync" path="/exception[not(@cref='T:System.ArgumentException')]"/>
    public ValueTask<bool> ReleaseAsync(
        RoomId room, TermId term, SectionId section, SaveOptions? options = null, CancellationToken cancellationToken = default) =>
        LockedAsync([room], options, (locked, token) => ConflictRetry.RunAsync(async () =>
        {
            var aggregate = await LoadAsync(room, token).ConfigureAwait(false);
            var released = aggregate.Release(room, term, section);
            await _repository.SaveAsync([aggregate], locked, token).ConfigureAwait(false);
            return released;
        }), cancellationToken);

    private ValueTask<RoomAggregate> LoadAsync(RoomId room, CancellationToken cancellationToken) =>
        _repository.LoadAsync<RoomAggregate>(RoomAggregate.StreamOf(room), cancellationToken: cancellationToken);

    private void Check(IReadOnlyList<RoomBooking> bookings)
    {
        ArgumentNullException.ThrowIfNull(bookings);
        var max = _repository.Store.Limits.MaxAppendEvents;
        if (bookings.Count == 0 || bookings.Count > max) throw new ArgumentException($"1 to {max} bookings can be made at once, not {bookings.Count}.", nameof(bookings));
        if (bookings.Select(FindError).FirstOrDefault(error => error is not null) is { } error) throw new ArgumentException(error, nameof(bookings));
    }

    private static void Check(RoomInfo room)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (FindError(room) is { } error) throw new ArgumentException(error, nameof(room));
    }

    internal static string? FindError(RoomBooking booking) =>
        booking.Pattern.IsEmpty ? $"Section {booking.Section} has no time to book room {booking.Room} for." : null;

    internal static string? FindError(RoomInfo room) =>
        room.Capacity is < 0 or > RoomInfo.MaxCapacity
            ? $"Room {room.Room} has a capacity of {room.Capacity}; it must be 0 to {RoomInfo.MaxCapacity}." :
        room.Unavailable.IsDefault || room.Unavailable.Length > RoomInfo.MaxUnavailable || room.Unavailable.Contains(default)
            ? $"Room {room.Room} needs 0 to {RoomInfo.MaxUnavailable} unavailable times, none of them default(MeetingTime)." :
        null;
}
