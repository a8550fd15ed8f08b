using System.Security.Cryptography;
using System.Text;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Host.Imports;

namespace SmartCampus.Host.Demo;

/// <summary>
/// Fills the store with the demo campus. Every step is the same at every start: definitions that are there are left alone, and commands
/// carry commit ids made of what they do, so that a start after a crash in the middle goes on, and visitors' changes stay.
/// </summary>
internal sealed class DemoSeeder(CampusImporter importer, EnrollmentService enrollment)
{
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var campus = await importer.ImportAsync(DemoCampus.Definition, DemoCampus.Rooms, DemoCampus.Bookings, cancellationToken);
        if (!campus.IsSuccess)
            throw new DemoException($"The store already holds another campus, so the demo campus does not fit in: {campus.Refusals[0].Message}");
        await enrollment.PlaceHoldAsync(DemoCampus.OnHold, "library", "Two books are overdue.", Once("hold", DemoCampus.OnHold), cancellationToken);
        foreach (var (student, section) in DemoCampus.Enrollments)
            await enrollment.EnrollAsync(student, [section], WhenFull.Wait, Once("enroll", student, section), cancellationToken);
    }

    private static CommandOptions Once(params object[] step)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"demo {string.Join(' ', step)}"));
        return CommandOptions.Default with { CommitId = new CommitId(new Guid(hash.AsSpan(0, 16))) };
    }
}
