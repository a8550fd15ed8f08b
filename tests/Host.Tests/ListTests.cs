using System.Text.Json;

namespace SmartCampus.Host.Tests;

/// <summary>HO4 (paging) and the v1 lists.</summary>
public sealed class ListTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/api/v1/courses", "course_id", 10)]
    [InlineData("/api/v1/sections", "section_id", 13)]
    [InlineData("/api/v1/students", "student_id", 13)]
    [InlineData("/api/v1/rooms", "room_id", 3)]
    [InlineData("/api/v1/events", "position", 74)]
    public async Task Following_the_links_gives_every_item_once_in_order(string path, string key, int count)
    {
        var seen = new List<string>();
        for (var next = $"{path}?page_size=2"; next is not null;)
        {
            using var response = await host.Client.GetAsync(next);
            var items = await response.ReadJsonAsync();
            Assert.InRange(items.GetArrayLength(), 1, 2);
            seen.AddRange(items.EnumerateArray().Select(item => item.GetProperty(key).ToString()));
            next = NextOf(response);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= count, $"{seen.Count} items");
        if (key != "position") Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_token_serves_only_the_list_and_the_filter_that_it_was_made_for()
    {
        using var first = await host.Client.GetAsync("/api/v1/sections?term=Fall%202024&page_size=2");
        var token = NextOf(first)!.Split("page_token=")[1];

        foreach (var other in (string[])["/api/v1/sections", "/api/v1/sections?term=Spring%202024", "/api/v1/sections?course=Fall%202024", "/api/v1/courses", "/api/v1/students?q=Fall%202024"])
        {
            var problem = await (await host.Client.GetAsync($"{other}{(other.Contains('?') ? '&' : '?')}page_token={token}")).ReadProblemAsync(400, "INVALID_ARGUMENT");
            Assert.True(problem.GetProperty("errors").EnumerateObject().Any());
        }
        var tampered = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        await (await host.Client.GetAsync($"/api/v1/sections?term=Fall%202024&page_token={tampered}")).ReadProblemAsync(400, "INVALID_ARGUMENT");
        Assert.Equal(200, (int)(await host.Client.GetAsync($"/api/v1/sections?term=Fall%202024&page_size=9&page_token={token}")).StatusCode);
    }

    [Fact]
    public async Task An_oversize_page_is_clamped_to_200()
    {
        var page = await host.Client.GetJsonAsync("/api/v1/events?page_size=1000000000000");

        Assert.InRange(page.GetArrayLength(), 60, 200);
    }

    [Theory]
    [InlineData("/api/v1/courses?q=systems", "CS-301")]
    [InlineData("/api/v1/courses?q=phys", "PHYS-101")]
    [InlineData("/api/v1/students?q=Sam", "student-123")]
    [InlineData("/api/v1/sections?term=Spring%202024", "section-101-s")]
    [InlineData("/api/v1/sections?course=LAB-400", "section-401")]
    public async Task A_filter_finds_what_fits(string path, string expected)
    {
        var item = Assert.Single((await host.Client.GetJsonAsync(path)).EnumerateArray());

        Assert.Contains(expected, item.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_the_seats_left_after_every_acknowledged_enrollment()
    {
        var before = await SeatsLeftAsync();

        await host.Client.EnrollAsync("student-9", "section-112");

        Assert.Equal(before - 1, await SeatsLeftAsync());
        async Task<int> SeatsLeftAsync() => (await host.Client.GetJsonAsync("/api/v1/sections/section-112")).GetProperty("seats_left").GetInt32();
    }

    [Fact]
    public async Task An_event_is_an_envelope_with_its_place_its_type_and_its_data()
    {
        var events = await host.Client.GetJsonAsync("/api/v1/events?page_size=200");

        var enrolled = events.EnumerateArray().First(stored => stored.Text("type") == "student-enrolled");
        Assert.Equal("enrollment:student-1:section-457", enrolled.Text("stream"));
        Assert.Equal(1, enrolled.GetProperty("version").GetInt32());
        Assert.Equal("section-457", enrolled.GetProperty("data").Text("section_id"));
        Assert.Equal(JsonValueKind.String, enrolled.GetProperty("commit_id").ValueKind);
    }

    private static string? NextOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links)) return null;
        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
