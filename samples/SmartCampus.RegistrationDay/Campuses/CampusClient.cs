using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Speaks HTTP with a host.</summary>
/// <remarks>A host that cannot be reached or answers 503 is an <see cref="HttpRequestException"/>; every other answer that nobody asked for a <see cref="RegistrationDayException"/>.</remarks>
internal sealed class CampusClient(Uri url) : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new Uri(url, "/api/v1/"),
        // An import of a large university is one call.
        Timeout = TimeSpan.FromMinutes(5),
    };

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? prefer, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        return _http.SendAsync(request, cancellationToken);
    }

    public async Task<(T Value, HttpResponseMessage Response)> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        var response = await _http.GetAsync(path, cancellationToken);
        return (await ReadAsync<T>(response, cancellationToken), response);
    }

    /// <summary>All items of a list, from page to page.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? page = path; page is not null;)
        {
            var (items, response) = await GetAsync<T[]>(page, cancellationToken);
            foreach (var item in items) yield return item;
            page = response.Headers.TryGetValues("Link", out var links) && links.First() is ['<', .. var link] ? link[..link.IndexOf('>', StringComparison.Ordinal)] : null;
        }
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode) throw Failure(response, await ReadProblemAsync(response, cancellationToken));
        return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
            ?? throw new RegistrationDayException($"The host answered nothing to {response.RequestMessage?.RequestUri}.");
    }

    public static async Task<CampusProblem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return new CampusProblem(response.ReasonPhrase ?? "an error", null, null);
        return await response.Content.ReadFromJsonAsync<CampusProblem>(Json, cancellationToken) ?? new CampusProblem("an error", null, null);
    }

    public static Exception Failure(HttpResponseMessage response, CampusProblem problem)
    {
        var text = $"The host answered {(int)response.StatusCode} to {response.RequestMessage?.RequestUri}: {problem.Detail ?? problem.Reason}";
        return response.StatusCode == HttpStatusCode.ServiceUnavailable ? new HttpRequestException(text, null, response.StatusCode) : new RegistrationDayException(text);
    }

    public void Dispose() => _http.Dispose();
}
