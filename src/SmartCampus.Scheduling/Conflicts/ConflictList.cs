using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>The open conflicts, by section, term and room.</summary>
internal sealed class ConflictList
{
    private readonly SortedDictionary<string, RoomConflict> _open = new(StringComparer.Ordinal);

    internal void Set(RoomConflict conflict) => _open[KeyOf(conflict.Section, conflict.Term, conflict.Room)] = conflict;

    internal void Remove(SectionId section, TermId term, RoomId room) => _open.Remove(KeyOf(section, term, room));

    internal bool Has(SectionId section, TermId term) => _open.Values.Any(conflict => conflict.Section == section && conflict.Term == term);

    internal ListPage<RoomConflict> List(TermId? term, PageRequest page) => _open.Page(page, conflict => term is null || conflict.Term == term);

    /// <summary>The sections whose room is smaller than a capacity.</summary>
    internal ImmutableArray<(SectionId Section, TermId Term)> FindBelow(int capacity, TermId? term) =>
    [
        .. _open.Values.Where(conflict => conflict.Capacity < capacity && (term is null || conflict.Term == term)).Select(conflict => (conflict.Section, conflict.Term)).Distinct(),
    ];

    // ':' is in none of the ids.
    private static string KeyOf(SectionId section, TermId term, RoomId room) => $"{section.Value}:{term.Value}:{room.Value}";
}
