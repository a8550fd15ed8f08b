using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>Sees to it that a section fits its rooms, or that a conflict says that it does not.</summary>
/// <remarks>
/// Nothing is taken from an event but which section to look at: what is compared is the state of now. So a look that comes again, late or
/// twice at once changes nothing. What a look rests on may move before its append; whatever moved it is an event that is followed by
/// another look, and so is each event that a look stores. Hence the last look finds everything at rest.
/// </remarks>
internal sealed class RoomAllocations(SchedulerService scheduler, AggregateRepository repository)
{
    /// <summary>Looks at one section.</summary>
    internal ValueTask<bool> ReviewAsync(SectionId section, TermId term, EventMetadata metadata, CancellationToken cancellationToken) =>
        ConflictRetry.RunAsync(async () =>
        {
            var (rooms, isInConflict) = (await scheduler.LookAsync(view => (view.RoomsOf(section, term), view.IsInConflict(section, term)), cancellationToken).ConfigureAwait(false)).Value;
            if (rooms.IsEmpty && !isInConflict) return false;
            var (seats, sectionCapacity) = await CountSeatsAsync(section, term, cancellationToken).ConfigureAwait(false);
            if (!isInConflict && rooms.All(held => seats <= held.Capacity)) return false;

            var conflict = await repository.LoadAsync<RoomConflictAggregate>(
                RoomConflictAggregate.StreamOf(section, term), cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var (booking, capacity) in rooms)
            {
                if (seats <= capacity) conflict.Resolve(booking.Room, RoomConflictEnd.Fits);
                else if (!await scheduler.TryMoveAsync(booking, seats, sectionCapacity, conflict, metadata, cancellationToken).ConfigureAwait(false)) conflict.Raise(booking, seats, capacity);
            }
            foreach (var room in conflict.State.Open.Keys.Except(rooms.Select(held => held.Booking.Room))) conflict.Resolve(room, RoomConflictEnd.Released);
            await repository.SaveAsync([conflict], new SaveOptions { Metadata = metadata }, cancellationToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Looks at the sections in conflict that a room could help, because it is larger than theirs.</summary>
    /// <param name="room">The room that is new or has free times.</param>
    /// <param name="term">The term; every term when null.</param>
    /// <param name="metadata">What led to it.</param>
    /// <param name="cancellationToken">Stops between two sections.</param>
    internal async ValueTask RetryAsync(RoomId room, TermId? term, EventMetadata metadata, CancellationToken cancellationToken)
    {
        var waiting = (await scheduler.LookAsync(view => view.FindConflictsHelpedBy(room, term), cancellationToken).ConfigureAwait(false)).Value;
        foreach (var (section, of) in waiting) await ReviewAsync(section, of, metadata, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(int Taken, int Capacity)> CountSeatsAsync(SectionId id, TermId term, CancellationToken cancellationToken)
    {
        var section = await repository.LoadAsync<SectionAggregate>(EnrollmentStreams.Of(id), cancellationToken: cancellationToken).ConfigureAwait(false);
        return section.State.Term == term ? (section.State.Seated.Count, section.State.Capacity) : (0, 0);
    }
}
