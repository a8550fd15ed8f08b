using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Wire;

/// <summary>What a caller prefers (RFC 7240): <c>Prefer: concurrency=pessimistic</c> chooses the mode of one command.</summary>
internal static class Preferences
{
    private const string Concurrency = "concurrency=";

    /// <summary>The mode that the caller prefers; null when it says nothing. Other preferences are passed over, as the RFC demands.</summary>
    /// <exception cref="InvalidInputException">The mode does not exist.</exception>
    public static ConcurrencyMode? Mode(HttpContext context)
    {
        var preferred = context.Request.Headers["Prefer"].GetCommaSeparated().FirstOrDefault(text => text.StartsWith(Concurrency, StringComparison.OrdinalIgnoreCase));
        if (preferred is null) return null;
        var name = preferred[Concurrency.Length..].Trim('"');
        var mode = ModeNames.Find(name) ?? throw new InvalidInputException("Prefer", $"has a concurrency that does not exist; choose {ModeNames.All}.");
        context.Response.Headers["Preference-Applied"] = Concurrency + name;
        return mode;
    }

    private static IEnumerable<string> GetCommaSeparated(this Microsoft.Extensions.Primitives.StringValues values) =>
        values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
