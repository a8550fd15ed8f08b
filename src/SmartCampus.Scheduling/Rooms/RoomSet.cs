using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>The rooms that one try of a request looks at, each loaded once.</summary>
internal sealed class RoomSet(AggregateRepository repository)
{
    private readonly Dictionary<RoomId, RoomAggregate> _rooms = [];

    internal IReadOnlyDictionary<RoomId, RoomAggregate> Rooms => _rooms;

    internal async ValueTask<RoomAggregate> LoadAsync(RoomId room, CancellationToken cancellationToken)
    {
        if (_rooms.TryGetValue(room, out var loaded)) return loaded;
        loaded = await repository.LoadAsync<RoomAggregate>(RoomAggregate.StreamOf(room), cancellationToken: cancellationToken).ConfigureAwait(false);
        _rooms.Add(room, loaded);
        return loaded;
    }

    /// <summary>Whether a booking was made and still holds: in its room, or in the one to which it was moved.</summary>
    internal async ValueTask<bool> IsBookedAsync(RoomBooking booking, CancellationToken cancellationToken)
    {
        // Ends, because each move goes to a larger room.
        while (true)
        {
            var room = (await LoadAsync(booking.Room, cancellationToken).ConfigureAwait(false)).State;
            if (room.Has(booking)) return true;
            if (room.FindMove(booking) is not { } target) return false;
            booking = booking with { Room = target };
        }
    }
}
