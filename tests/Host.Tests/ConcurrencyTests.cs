using System.Net;
using System.Text.Json;

namespace SmartCampus.Host.Tests;

/// <summary>EN over HTTP: a section is never over capacity, whoever asks at the same time.</summary>
public sealed class ConcurrencyTests
{
    private const int Students = 60;
    private const int Seats = 7;

    [Fact]
    public async Task Of_many_students_at_once_exactly_as_many_get_seats_as_there_are_and_the_others_wait_in_order()
    {
        await using var host = await RunningHost.StartAsync(demo: false);
        await ImportAsync(host.Client);

        var responses = await Task.WhenAll(Enumerable.Range(0, Students).Select(n => host.Client.EnrollAsync($"s{n}", "x-1")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        var enrollments = await Task.WhenAll(responses.Select(response => response.ReadJsonAsync()));
        Assert.Equal(Seats, enrollments.Count(enrollment => enrollment.Text("status") == "enrolled"));
        var waiting = enrollments.Where(enrollment => enrollment.Text("status") == "waitlisted").ToArray();
        Assert.Equal(Enumerable.Range(1, Students - Seats), waiting.Select(enrollment => enrollment.GetProperty("position").GetInt32()).Order());
        var section = await host.Client.GetJsonAsync("/api/v1/sections/x-1");
        Assert.Equal((Seats, 0, Students - Seats), (Number(section, "enrolled"), Number(section, "seats_left"), Number(section, "waitlisted")));
    }

    [Fact]
    public async Task Everybody_who_drops_at_once_is_replaced_by_the_first_who_wait()
    {
        await using var host = await RunningHost.StartAsync(demo: false);
        await ImportAsync(host.Client);
        for (var n = 0; n < 2 * Seats; n++) await host.Client.EnrollAsync($"s{n}", "x-1");

        var drops = await Task.WhenAll(Enumerable.Range(0, Seats).Select(n => host.Client.DeleteAsync($"/api/v1/enrollments/s{n}:x-1")));

        Assert.All(drops, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        for (var n = Seats; n < 2 * Seats; n++)
            Assert.Equal("enrolled", (await host.Client.GetJsonAsync($"/api/v1/enrollments/s{n}:x-1")).Text("status"));
    }

    private static int Number(JsonElement json, string property) => json.GetProperty(property).GetInt32();

    private static async Task ImportAsync(HttpClient client)
    {
        var students = string.Join(',', Enumerable.Range(0, Students).Select(n => $$"""{"student_id":"s{{n}}","name":"Student {{n}}"}"""));
        var response = await client.PostJsonAsync("/api/v1/imports", $$"""
            {
              "terms": [{"term": "Fall 2024", "registration_opens": "2024-01-01T00:00:00Z", "registration_closes": "2100-01-01T00:00:00Z"}],
              "courses": [{"course_id": "X", "title": "Anything", "credits": 3}],
              "sections": [{"section_id": "x-1", "course_id": "X", "term": "Fall 2024", "capacity": {{Seats}}}],
              "students": [{{students}}]
            }
            """);
        Assert.Equal(Students + 3, Number(await response.ReadJsonAsync(), "added"));
    }
}
