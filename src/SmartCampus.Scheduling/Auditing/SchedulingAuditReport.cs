using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>What an audit found.</summary>
/// <param name="Position">The last event that was read.</param>
/// <param name="Events">How many events were read.</param>
/// <param name="Entries">How many sections are in timetables of students, over all of them.</param>
/// <param name="Bookings">How many bookings rooms hold.</param>
/// <param name="OpenConflicts">How many bookings are in conflict with the size of their room.</param>
/// <param name="Violations">Every rule that did not hold: those of single events in the order of the store, then those of the end.</param>
public sealed record SchedulingAuditReport(
    GlobalPosition Position, long Events, int Entries, int Bookings, int OpenConflicts, IReadOnlyList<AuditViolation> Violations)
{
    /// <summary>Whether every rule held.</summary>
    public bool IsClean => Violations.Count == 0;
}
