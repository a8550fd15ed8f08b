using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

public sealed partial class SchedulerService
{
    /// <summary>Brings in rooms and bookings in large appends. Everything is checked before anything is written.</summary>
    /// <remarks>
    /// What is there already, just the same, is left alone, so an import that was cut off is finished by running it again. The appends
    /// are not one: whoever reads meanwhile sees a part.
    /// </remarks>
    /// <param name="rooms">Rooms, each once; their bookings may be in the same import.</param>
    /// <param name="bookings">Bookings of these rooms, or of others that exist.</param>
    /// <param name="metadata">Metadata of every event; none by default.</param>
    /// <param name="cancellationToken">Stops between two appends.</param>
    /// <returns>What is new, or everything that is wrong.</returns>
    /// <exception cref="ConcurrencyException">A room's stream moved in all of 64 attempts.</exception>
    public ValueTask<ImportResult> ImportAsync(
        IReadOnlyList<RoomInfo> rooms, IReadOnlyList<RoomBooking> bookings, EventMetadata? metadata = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        ArgumentNullException.ThrowIfNull(bookings);
        var options = new SaveOptions { Metadata = metadata ?? EventMetadata.Empty };
        return LockedAsync(bookings.Select(booking => booking.Room), options, (locked, token) => ConflictRetry.RunAsync(async () =>
        {
            var import = new RoomImport(_repository);
            var result = await import.CheckAsync(rooms, bookings, token).ConfigureAwait(false);
            if (result.IsSuccess) await import.SaveAsync(locked!, token).ConfigureAwait(false);
            return result;
        }), cancellationToken);
    }

    /// <summary>Says what <see cref="ImportAsync"/> would answer now, with everything that is wrong, and writes nothing.</summary>
    public Task<ImportResult> ValidateImportAsync(
        IReadOnlyList<RoomInfo> rooms, IReadOnlyList<RoomBooking> bookings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        ArgumentNullException.ThrowIfNull(bookings);
        return new RoomImport(_repository).CheckAsync(rooms, bookings, cancellationToken);
    }
}
