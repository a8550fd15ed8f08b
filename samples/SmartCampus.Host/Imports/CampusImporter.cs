using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Imports;

/// <summary>Brings a campus into both services: each says that its part is sound before either writes.</summary>
internal sealed class CampusImporter(EnrollmentService enrollment, SchedulerService scheduler)
{
    /// <summary>Imports a campus. Running an import again that was cut off finishes it.</summary>
    /// <returns>What is new, or everything that is wrong in both parts.</returns>
    public async Task<ImportResult> ImportAsync(
        CampusDefinition campus, IReadOnlyList<RoomInfo> rooms, IReadOnlyList<RoomBooking> bookings, CancellationToken cancellationToken)
    {
        var checkedCampus = await enrollment.ValidateImportAsync(campus, cancellationToken);
        var checkedRooms = await scheduler.ValidateImportAsync(rooms, bookings, cancellationToken);
        if (!checkedCampus.IsSuccess || !checkedRooms.IsSuccess) return Join(checkedCampus, checkedRooms);

        // Rooms first: whoever sees a section can see where it meets.
        var importedRooms = await scheduler.ImportAsync(rooms, bookings, cancellationToken: cancellationToken);
        return importedRooms.IsSuccess ? Join(await enrollment.ImportAsync(campus, options: null, cancellationToken), importedRooms) : importedRooms;
    }

    private static ImportResult Join(ImportResult first, ImportResult second) =>
        new(first.Added + second.Added, first.Unchanged + second.Unchanged, [.. first.Refusals, .. second.Refusals]);
}
