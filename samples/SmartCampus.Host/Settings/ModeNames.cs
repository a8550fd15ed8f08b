using SmartCampus.Enrollments;

namespace SmartCampus.Host.Settings;

/// <summary>How the modes of enrollment are called outside.</summary>
internal static class ModeNames
{
    private static readonly Dictionary<string, ConcurrencyMode> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["optimistic"] = ConcurrencyMode.Optimistic,
        ["pessimistic"] = ConcurrencyMode.Pessimistic,
        ["detect"] = ConcurrencyMode.DetectOnly,
    };

    public static string All => string.Join(", ", Modes.Keys);

    public static ConcurrencyMode? Find(string name) => Modes.TryGetValue(name, out var mode) ? mode : null;
}
