using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartCampus.Host.Problems;

/// <summary>Says what is wrong with a JSON body, by field, without naming types of this program.</summary>
internal static partial class JsonProblem
{
    public static Problem From(JsonException exception)
    {
        var field = exception.Path is null or "$" ? "body" : exception.Path.TrimStart('$', '.');
        return ProblemMap.Of(400, Reasons.InvalidArgument, "The body is not what this route takes; /docs shows its schema.") with
        {
            Errors = new Dictionary<string, string[]> { [field] = [Describe(exception.Message)] },
        };
    }

    private static string Describe(string message)
    {
        var text = Noise().Replace(message, "").Replace(".NET member", "field", StringComparison.Ordinal).Trim();
        return text.Length > 0 ? text : "This is not the kind of value that is expected here.";
    }

    // What System.Text.Json adds for .NET developers: the CLR type, and the place once more.
    [GeneratedRegex(@" (for|contained in) type '[^']*'|(^| )Path: .*$|The JSON value could not be converted to [^ ]*\. ?", RegexOptions.Singleline)]
    private static partial Regex Noise();
}
