using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Why a host did not do what it was asked for.</summary>
internal sealed record CampusProblem(string Reason, string? Detail, IReadOnlyList<CampusProblem.Single>? Reasons)
{
    /// <summary>All reasons, as refusals.</summary>
    public IReadOnlyList<Refusal> Refusals =>
        [.. (Reasons ?? [new Single(Reason, null)]).Select(r => new Refusal(r.Code, Detail ?? "") { Section = r.SectionId })];

    internal sealed record Single(string Code, SectionId? SectionId);
}
