using System.Net;

namespace SmartCampus.Host.Tests;

/// <summary>One process with both services: each at its own door, everything at the front door.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private const int Front = 0, Academic = 1, Scheduler = 2;

    private RunningHost? _host;

    public async ValueTask InitializeAsync() => _host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/courses", Academic)]
    [InlineData("/api/v1/students/student-1/enrollments", Academic)]
    [InlineData("/api/v1/events", Academic)]
    [InlineData("/api/v1/rooms", Scheduler)]
    [InlineData("/api/v1/timetables/rooms/hall-1?term=Fall%202024", Scheduler)]
    public async Task A_route_is_served_at_the_front_door_and_at_that_of_its_service(string path, int own)
    {
        Assert.Equal(HttpStatusCode.OK, (await _host!.Client.GetAsync(At(Front, path))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync(At(own, path))).StatusCode);
        await (await _host.Client.GetAsync(At(Academic + Scheduler - own, path))).ReadProblemAsync(404, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task What_belongs_to_no_service_is_served_at_every_door(string path)
    {
        for (var door = Front; door <= Scheduler; door++)
            Assert.Equal(HttpStatusCode.OK, (await _host!.Client.GetAsync(At(door, path))).StatusCode);
    }

    private Uri At(int door, string path) => new(_host!.Addresses[door], path);
}
