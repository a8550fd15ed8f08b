using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>One try of an import of rooms and bookings.</summary>
internal sealed class RoomImport(AggregateRepository repository)
{
    private readonly RoomSet _rooms = new(repository);
    private readonly List<Refusal> _refusals = [];

    public async Task<ImportResult> CheckAsync(IReadOnlyList<RoomInfo> rooms, IReadOnlyList<RoomBooking> bookings, CancellationToken cancellationToken)
    {
        var unchanged = 0;
        var added = new HashSet<RoomId>();
        foreach (var room in rooms)
        {
            if (SchedulerService.FindError(room) is { } error)
                Refuse(RefusalCodes.InvalidArgument, error, field: "rooms");
            else if (!added.Add(room.Room))
                Refuse(RefusalCodes.InvalidArgument, $"Room {room.Room} is in the import twice.", field: "rooms");
            else if (await AddAsync(room, cancellationToken).ConfigureAwait(false) == AddRoomOutcome.Unchanged)
                unchanged++;
        }
        foreach (var booking in bookings)
        {
            if (SchedulerService.FindError(booking) is { } error) Refuse(RefusalCodes.InvalidArgument, error, field: "bookings");
            else if (await IsBookedAlreadyAsync(booking, cancellationToken).ConfigureAwait(false)) unchanged++;
        }

        var limit = repository.Store.Limits.MaxAppendEvents;
        foreach (var (room, aggregate) in _rooms.Rooms.Where(entry => entry.Value.Uncommitted.Count > limit))
            Refuse(RefusalCodes.InvalidArgument, $"Room {room} has {aggregate.Uncommitted.Count} changes; an import takes {limit} of one room. Send its bookings in parts.", field: "bookings");

        return _refusals.Count > 0 ? new ImportResult(0, 0, _refusals) : new ImportResult(rooms.Count + bookings.Count - unchanged, unchanged, []);
    }

    public async Task SaveAsync(SaveOptions options, CancellationToken cancellationToken)
    {
        var batch = new List<RoomAggregate>();
        var events = 0;
        foreach (var room in _rooms.Rooms.Values.Where(room => room.Uncommitted.Count > 0))
        {
            if (events > 0 && events + room.Uncommitted.Count > repository.Store.Limits.MaxAppendEvents)
            {
                await SaveAsync(batch, options, cancellationToken).ConfigureAwait(false);
                (batch, events) = ([], 0);
            }
            batch.Add(room);
            events += room.Uncommitted.Count;
        }
        await SaveAsync(batch, options, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<AppendResult?> SaveAsync(List<RoomAggregate> rooms, SaveOptions options, CancellationToken cancellationToken) =>
        repository.SaveAsync(rooms, options with { CommitId = CommitId.New() }, cancellationToken);

    private async ValueTask<AddRoomOutcome> AddAsync(RoomInfo room, CancellationToken cancellationToken)
    {
        var aggregate = await _rooms.LoadAsync(room.Room, cancellationToken).ConfigureAwait(false);
        var outcome = aggregate.Add(room.Room, room.Capacity, room.Unavailable);
        if (outcome == AddRoomOutcome.ExistsOtherwise)
            Refuse(RefusalCodes.AlreadyExists, $"Room {room.Room} exists already and is different. Give the new one another id.");
        return outcome;
    }

    private async ValueTask<bool> IsBookedAlreadyAsync(RoomBooking booking, CancellationToken cancellationToken)
    {
        if (await _rooms.IsBookedAsync(booking, cancellationToken).ConfigureAwait(false)) return true;
        var room = await _rooms.LoadAsync(booking.Room, cancellationToken).ConfigureAwait(false);
        if (room.Book(booking) is { } refusal) _refusals.Add(refusal.ToRefusal());
        return false;
    }

    private void Refuse(string code, string message, string? field = null) =>
        _refusals.Add(new Refusal(code, message) { Field = field });
}
