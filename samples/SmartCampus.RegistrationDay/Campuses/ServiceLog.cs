using System.Collections.Concurrent;
using System.Text.Json;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>What a service said on its stderr, counted by level. Safe for use by several threads.</summary>
internal sealed class ServiceLog
{
    /// <summary>The level of what is no line of a log, such as the last words of a runtime.</summary>
    private const string Unformatted = "Critical";

    private readonly ConcurrentDictionary<string, (int Count, string First)> _levels = new();

    /// <summary>How much was said at each level, and what was said first.</summary>
    public IEnumerable<(string Level, int Count, string First)> Levels => _levels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => (l.Key, l.Value.Count, l.Value.First));

    /// <summary>Takes a line; one that a kill has cut off is passed over.</summary>
    public void Add(string line)
    {
        if (line.Length == 0) return;
        if (line[0] != '{')
        {
            Count(Unformatted, line);
            return;
        }
        try
        {
            using var entry = JsonDocument.Parse(line);
            Count(entry.RootElement.GetProperty("LogLevel").GetString()!, entry.RootElement.GetProperty("Message").GetString()!);
        }
        catch (JsonException)
        {
        }
    }

    private void Count(string level, string message) => _levels.AddOrUpdate(level, (1, message), (_, said) => (said.Count + 1, said.First));
}
