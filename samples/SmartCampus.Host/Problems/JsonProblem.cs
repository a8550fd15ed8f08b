using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartCampus.Host.Problems;

/// <summary>Says what is wrong with a JSON body, by field and in the words of the wire.</summary>
internal static partial class JsonProblem
{
    // What System.Text.Json says is for .NET developers and names types of this program; what it cannot be told from is said in general.
    private static readonly (Regex Said, string Meant)[] Translations =
    [
        (new Regex("could not be mapped"), "is not a field here."),
        (new Regex("^Duplicate property"), "is given twice."),
        (new Regex("doesn't allow null|deserialized as null"), "must not be null."),
        (new Regex("could not be converted"), "is not of the kind that is expected here."),
    ];

    public static Problem From(JsonException exception) =>
        ProblemMap.Of(400, Reasons.InvalidArgument, "The body is not what this route takes; /docs shows its schema.") with { Errors = ErrorsOf(exception) };

    private static Dictionary<string, string[]> ErrorsOf(JsonException exception)
    {
        var path = exception.Path is null ? "" : exception.Path.TrimStart('$', '.');
        if (MissingProperties().Match(exception.Message) is { Success: true } missing)
            return missing.Groups[1].Captures.ToDictionary(name => path.Length == 0 ? name.Value : $"{path}.{name.Value}", _ => (string[])["is missing."]);
        return new Dictionary<string, string[]> { [path.Length == 0 ? "body" : path] = [Describe(exception)] };
    }

    private static string Describe(JsonException exception)
    {
        var isOurs = !exception.Message.Contains(" LineNumber: ", StringComparison.Ordinal);
        if (isOurs && !exception.Message.Contains("SmartCampus.", StringComparison.Ordinal)) return exception.Message;
        return Translations.FirstOrDefault(translation => translation.Said.IsMatch(exception.Message)).Meant
            ?? $"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.";
    }

    [GeneratedRegex("missing required properties including: (?:'([^']*)'(?:, )?)+")]
    private static partial Regex MissingProperties();
}
