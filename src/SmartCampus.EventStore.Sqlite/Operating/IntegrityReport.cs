using System.Globalization;

namespace SmartCampus.Events;

/// <summary>What <see cref="SqliteEventStore.CheckIntegrityAsync"/> found.</summary>
public sealed class IntegrityReport
{
    internal IntegrityReport(long entries, long last, long findingCount, IReadOnlyList<IntegrityFinding> findings) =>
        (Entries, Last, FindingCount, Findings) = (entries, new GlobalPosition(last), findingCount, findings);

    /// <summary>How many entries of the log were read.</summary>
    public long Entries { get; }

    /// <summary>The last position in the log.</summary>
    public GlobalPosition Last { get; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => FindingCount == 0;

    /// <summary>How much is wrong; one damage may be found in several ways.</summary>
    public long FindingCount { get; }

    /// <summary>What is wrong, at most 100 of it: first what has no position, then by position, the lowest first.</summary>
    public IReadOnlyList<IntegrityFinding> Findings { get; }

    /// <summary>The lowest position where something is wrong; null when nothing is, or nothing that has a position.</summary>
    public GlobalPosition? FirstBadPosition => Findings.FirstOrDefault(f => f.Position is not null)?.Position;

    /// <summary>The whole report for people: a line for the sum, and one for each of <see cref="Findings"/>.</summary>
    public override string ToString()
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{Entries:n0} entries up to position {Last}: {FindingCount switch { 0 => "sound", 1 => "1 finding", _ => $"{FindingCount:n0} findings" }}."),
        };
        lines.AddRange(Findings.Select(f => f.Position is { } position ? $"Position {position}: {f.Message}" : f.Message));
        if (FindingCount > Findings.Count) lines.Add(string.Create(CultureInfo.InvariantCulture, $"And {FindingCount - Findings.Count:n0} more."));
        return string.Join(Environment.NewLine, lines);
    }
}
