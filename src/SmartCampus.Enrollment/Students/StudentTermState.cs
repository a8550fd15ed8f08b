using System.Collections.Immutable;

namespace SmartCampus.Enrollments;

/// <summary>What a student is in during a term, waits for or has left.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <param name="Entries">By section.</param>
public sealed record StudentTermState(ImmutableDictionary<SectionId, TermEntry> Entries)
{
    /// <summary>The sections that the student is in.</summary>
    public IEnumerable<TermEntry> Enrolled => Entries.Values.Where(entry => entry.Status == TermEntryStatus.Enrolled);

    /// <summary>The sections that the student waits for.</summary>
    public IEnumerable<TermEntry> Waitlisted => Entries.Values.Where(entry => entry.Status == TermEntryStatus.Waitlisted);

    /// <summary>The same without some sections, for asking whether they would fit.</summary>
    public StudentTermState Without(IEnumerable<SectionId> sections) => new(Entries.RemoveRange(sections));
}
