using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>What an audit found.</summary>
/// <param name="Position">The last event that was read.</param>
/// <param name="Events">How many events were read.</param>
/// <param name="Sections">How many sections were opened.</param>
/// <param name="Students">How many students were registered.</param>
/// <param name="Enrolled">How many enrollments have a seat, those with a grade included.</param>
/// <param name="Waitlisted">How many enrollments wait.</param>
/// <param name="Dropped">How many enrollments were given up.</param>
/// <param name="Violations">Every rule that did not hold, in the order of the store.</param>
public sealed record AuditReport(
    GlobalPosition Position, long Events, int Sections, int Students, int Enrolled, int Waitlisted, int Dropped, IReadOnlyList<AuditViolation> Violations)
{
    /// <summary>Whether every rule held after every append.</summary>
    public bool IsClean => Violations.Count == 0;
}
