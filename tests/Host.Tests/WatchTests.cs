using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace SmartCampus.Host.Tests;

/// <summary>Watching a section by server-sent events.</summary>
public sealed class WatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watcher_sees_the_section_as_it_is_and_again_when_a_seat_is_taken()
    {
        await using var host = await RunningHost.StartAsync();
        await using var events = (await OpenAsync(host)).GetAsyncEnumerator(Cancel);

        var before = await NextAsync(events);
        using var enrolled = await host.Client.PostAsJsonAsync("/api/v1/enrollments", new { student_id = "student-123", section_id = "section-456" }, Cancel);
        var after = await NextAsync(events);

        Assert.Equal(HttpStatusCode.Created, enrolled.StatusCode);
        Assert.Equal(before.GetProperty("seats_left").GetInt32() - 1, after.GetProperty("seats_left").GetInt32());
    }

    [Fact]
    public async Task A_section_that_does_not_exist_cannot_be_watched()
    {
        await using var host = await RunningHost.StartAsync();

        using var response = await host.Client.GetAsync("/api/v1/sections/nowhere/watch", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_stopping_host_ends_the_watch() // HO7
    {
        await using var host = await RunningHost.StartAsync();
        await using var events = (await OpenAsync(host)).GetAsyncEnumerator(Cancel);
        await NextAsync(events);

        await host.StopAsync();

        Assert.False(await events.MoveNextAsync());
    }

    private static async Task<IAsyncEnumerable<SseItem<string>>> OpenAsync(RunningHost host)
    {
        var response = await host.Client.GetAsync("/api/v1/sections/section-456/watch", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel);
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("section", events.Current.EventType);
        return JsonElement.Parse(events.Current.Data);
    }
}
