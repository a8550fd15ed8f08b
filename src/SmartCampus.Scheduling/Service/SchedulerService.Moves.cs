using SmartCampus.Events;

namespace SmartCampus.Scheduling;

public sealed partial class SchedulerService
{
    /// <summary>
    /// Moves a booking to the smallest free room that holds the whole section, or else those who are in it, and ends the conflict over the
    /// old one: in one append, so that nobody sees the section in both rooms or in none.
    /// </summary>
    /// <returns>False when there is no such room. True when nothing is left to do: also when somebody ended the booking meanwhile.</returns>
    /// <exception cref="ConcurrencyException">A stream has moved: look again.</exception>
    internal async ValueTask<bool> TryMoveAsync(
        RoomBooking booking, int seats, int sectionCapacity, RoomConflictAggregate conflict, EventMetadata metadata, CancellationToken cancellationToken)
    {
        var candidates = (await LookAsync(view => view.FindFreeRooms(booking, seats, sectionCapacity), cancellationToken).ConfigureAwait(false)).Value;
        foreach (var target in candidates)
        {
            var options = new SaveOptions { Metadata = metadata };
            var done = await LockedAsync(
                [booking.Room, target], options, (locked, token) => TryMoveAsync(booking, target, conflict, locked, token), cancellationToken).ConfigureAwait(false);
            if (done) return true;
        }
        return false;
    }

    private async ValueTask<bool> TryMoveAsync(
        RoomBooking booking, RoomId target, RoomConflictAggregate conflict, SaveOptions? options, CancellationToken cancellationToken)
    {
        var from = await LoadAsync(booking.Room, cancellationToken).ConfigureAwait(false);
        if (!from.State.Has(booking)) return true;
        var to = await LoadAsync(target, cancellationToken).ConfigureAwait(false);
        if (to.Book(booking with { Room = target }) is not null) return false;
        from.Release(booking.Room, booking.Term, booking.Section, movedTo: target);
        conflict.Resolve(booking.Room, RoomConflictEnd.Moved);
        await _repository.SaveAsync([from, to, conflict], options, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
