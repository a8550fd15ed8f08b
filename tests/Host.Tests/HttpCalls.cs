using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmartCampus.Host.Tests;

/// <summary>Calls as a client without any SDK makes them: text in, JSON out.</summary>
internal static class HttpCalls
{
    public const string Fall = "Fall%202024";

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(path, Json(json));

    public static Task<HttpResponseMessage> EnrollAsync(this HttpClient client, string student, string section) =>
        client.PostJsonAsync("/api/v1/enrollments", $$"""{"student_id":"{{student}}","section_id":"{{section}}"}""");

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string? json = null, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = Json(json);
        if (header is { } given) request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        return await client.SendAsync(request);
    }

    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Asks the scheduler again until it has followed everything that was stored before.</summary>
    public static async Task<JsonElement> GetFollowedJsonAsync(this HttpClient client, string path)
    {
        while (true)
        {
            using var response = await client.GetAsync(path);
            response.EnsureSuccessStatusCode();
            if (response.Headers.GetValues("Scheduler-Lag").Single() == "0") return await response.ReadJsonAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    public static Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
