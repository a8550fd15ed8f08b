using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>The meetings of a room, a section or a student in one term.</summary>
/// <param name="Entries">The meetings, by first day, start, section and room.</param>
public sealed record Timetable(ImmutableArray<TimetableEntry> Entries)
{
    internal static Timetable Of(IEnumerable<TimetableEntry> entries) => new(
    [
        // The lowest bit of the days is the first day.
        .. entries.OrderBy(entry => (int)entry.Time.Days & -(int)entry.Time.Days).ThenBy(entry => entry.Time.StartSlot)
            .ThenBy(entry => entry.Section.Value, StringComparer.Ordinal).ThenBy(entry => entry.Room?.Value, StringComparer.Ordinal),
    ]);
}
