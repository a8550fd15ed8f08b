using System.Text.Json;

namespace SmartCampus.Host.Tests;

internal static class Problems
{
    /// <summary>Checks that an answer is a complete problem (RFC 9457) that gives nothing of the program away, and returns it.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response, int status, string reason)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("SmartCampus.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        var problem = JsonElement.Parse(body);
        Assert.Equal(reason, problem.Text("reason"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.All(["type", "title", "detail", "instance", "trace_id"], name => Assert.NotEmpty(problem.Text(name)));
        return problem;
    }

    public static string[] ReasonCodes(this JsonElement problem) =>
        [.. problem.GetProperty("reasons").EnumerateArray().Select(reason => reason.Text("code"))];
}
