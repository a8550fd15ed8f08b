using SmartCampus.Enrollments;

namespace SmartCampus.Host.Opening;

/// <summary>Makes up for promotions that the end of a process has cut off.</summary>
internal sealed class Promotions(EnrollmentQueries queries, EnrollmentService enrollment)
{
    // Without locks: the process that ended may have held them, and they last a while.
    private static readonly CommandOptions Options = new() { Mode = ConcurrencyMode.Optimistic };

    public async Task MakeUpAsync(CancellationToken cancellationToken)
    {
        var sections = await queries.FindPromotableAsync(cancellationToken);
        foreach (var section in sections.Value) await enrollment.PromoteAsync(section, Options, cancellationToken);
    }
}
