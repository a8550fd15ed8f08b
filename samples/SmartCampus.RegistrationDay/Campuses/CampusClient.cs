using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Speaks HTTP with a host.</summary>
/// <remarks>A host that cannot be reached, does not answer in time or answers 503 is an <see cref="HttpRequestException"/>; every other answer that nobody asked for a <see cref="RegistrationDayException"/>.</remarks>
internal sealed class CampusClient(Uri url, TimeProvider time) : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How long a call may take: far longer than a host waits for a lock, and short enough that a client has patience left.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new Uri(url, "/api/v1/"),
        Timeout = Timeout.InfiniteTimeSpan, // Each call has a limit of its own.
    };

    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? prefer, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        return await SendAsync(request, limit, cancellationToken);
    }

    public async Task<(T Value, HttpResponseMessage Response)> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var response = await SendAsync(request, Limit, cancellationToken);
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

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await _http.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"A call of {request.RequestUri} took more than {limit.TotalSeconds:N0} seconds.", exception);
        }
    }

    public void Dispose() => _http.Dispose();
}
