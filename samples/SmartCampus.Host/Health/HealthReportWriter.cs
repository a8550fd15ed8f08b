using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartCampus.Host.Health;

/// <summary>Writes the state of the whole and of each part, with its numbers: for the scheduler how far it is behind the store.</summary>
internal static class HealthReportWriter
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = new JsonObject
        {
            ["status"] = report.Status.ToString(),
            ["checks"] = new JsonObject(report.Entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Describe(entry.Value)))),
        };
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private static JsonObject Describe(HealthReportEntry entry)
    {
        var check = new JsonObject { ["status"] = entry.Status.ToString() };
        if (entry.Description is { } description) check["description"] = description;
        foreach (var (name, value) in entry.Data) check[name] = value switch
        {
            long number => JsonValue.Create(number),
            int number => JsonValue.Create(number),
            _ => JsonValue.Create($"{value}"),
        };
        return check;
    }
}
