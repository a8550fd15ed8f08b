namespace SmartCampus.Host.Tests;

/// <summary>A section that outgrows its room: it moves, or the conflict is there to see until it is over.</summary>
public sealed class ConflictTests
{
    private const string Campus = """
        {
          "terms": [{"term":"Fall 2024","registration_opens":"2024-01-01T00:00:00Z","registration_closes":"2100-01-01T00:00:00Z"}],
          "courses": [{"course_id":"CS-101","title":"Programming","credits":4}],
          "sections": [{"section_id":"a","course_id":"CS-101","term":"Fall 2024","capacity":3,"meetings":[{"days":"Mo","start":"09:00","end":"10:00","weeks":"1-14"}]}],
          "students": [{"student_id":"s1","name":"Ada"},{"student_id":"s2","name":"Bob"},{"student_id":"s3","name":"Cy"}],
          "rooms": [{"room_id":"closet","capacity":1,"unavailable":[]}],
          "bookings": [{"room_id":"closet","term":"Fall 2024","section_id":"a","meetings":[{"days":"Mo","start":"09:00","end":"10:00","weeks":"1-14"}]}]
        }
        """;

    [Fact]
    public async Task A_section_without_a_larger_room_is_listed_and_moves_when_there_is_one()
    {
        await using var host = await RunningHost.StartAsync(demo: false);
        await ImportAsync(host, Campus);
        await host.Client.EnrollAsync("s1", "a");
        Assert.Empty((await host.Client.GetFollowedJsonAsync("/api/v1/conflicts")).EnumerateArray());

        await host.Client.EnrollAsync("s2", "a");
        var conflict = Assert.Single((await host.Client.GetFollowedJsonAsync($"/api/v1/conflicts?term={HttpCalls.Fall}")).EnumerateArray());
        Assert.Equal(("a", "closet", 2, 1), (conflict.Text("section_id"), conflict.Text("room_id"), conflict.GetProperty("seats_needed").GetInt32(), conflict.GetProperty("capacity").GetInt32()));

        await ImportAsync(host, """{"rooms":[{"room_id":"hall","capacity":50,"unavailable":[]}]}""");
        Assert.Empty((await host.Client.GetFollowedJsonAsync("/api/v1/conflicts")).EnumerateArray());
        var timetable = await host.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/s2?term={HttpCalls.Fall}");
        Assert.Equal("hall", Assert.Single(timetable.EnumerateArray()).Text("room_id"));
    }

    [Fact]
    public async Task A_conflict_is_over_when_the_section_fits_again()
    {
        await using var host = await RunningHost.StartAsync(demo: false);
        await ImportAsync(host, Campus);
        await host.Client.EnrollAsync("s1", "a");
        await host.Client.EnrollAsync("s2", "a");
        Assert.Single((await host.Client.GetFollowedJsonAsync("/api/v1/conflicts")).EnumerateArray());

        await host.Client.DeleteAsync("/api/v1/enrollments/s1:a");

        Assert.Empty((await host.Client.GetFollowedJsonAsync("/api/v1/conflicts")).EnumerateArray());
    }

    private static async Task ImportAsync(RunningHost host, string campus)
    {
        var response = await host.Client.PostJsonAsync("/api/v1/imports", campus);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
