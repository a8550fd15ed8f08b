using System.Net;

namespace SmartCampus.Host.Tests;

/// <summary>Two processes on one store file, each with one service.</summary>
public sealed class RoleTests : IDisposable
{
    private const string Booking = """{"term":"Fall 2024","section_id":"section-400","meetings":[{"days":"Fr","start":"16:00","end":"17:50","weeks":"1-14"}]}""";

    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "campus.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_front_door_of_the_academic_process_hands_on_what_is_the_schedulers()
    {
        using var scheduler = await HostProcess.StartAsync("--role", "scheduler", "--data", Data);
        using var academic = await StartAcademicAsync(scheduler.Client.BaseAddress!);

        var booked = await academic.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", Booking);
        var again = await scheduler.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", Booking.Replace("section-400", "section-401", StringComparison.Ordinal));
        var unknown = await academic.Client.GetAsync("/api/v1/rooms/none/bookings?term=Fall%202024");

        Assert.Equal(HttpStatusCode.Created, booked.StatusCode);
        await again.ReadProblemAsync(409, "ROOM_TAKEN");
        await unknown.ReadProblemAsync(404, "NOT_FOUND");
        await (await scheduler.Client.GetAsync("/api/v1/courses")).ReadProblemAsync(404, "NOT_FOUND");
    }

    /// <summary>HO7: the scheduler is killed, enrollments go on, and the timetables agree once it is back.</summary>
    [Fact]
    public async Task Timetables_agree_after_the_scheduler_was_killed_and_started_again()
    {
        var killed = await HostProcess.StartAsync("--role", "scheduler", "--data", Data);
        using var academic = await StartAcademicAsync(killed.Client.BaseAddress!);
        await academic.Client.EnrollAsync("student-123", "section-456");
        await killed.KillAsync();
        killed.Dispose();
        await academic.Client.EnrollAsync("student-10", "section-456");
        await academic.Client.DeleteAsync("/api/v1/enrollments/student-123:section-456");

        using var scheduler = await HostProcess.StartAsync("--role", "scheduler", "--data", Data);

        var stayed = await scheduler.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/student-10?term={HttpCalls.Fall}");
        Assert.Equal("section-456", Assert.Single(stayed.EnumerateArray()).Text("section_id"));
        Assert.Empty((await scheduler.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/student-123?term={HttpCalls.Fall}")).EnumerateArray());
        Assert.Empty((await scheduler.Client.GetJsonAsync("/api/v1/conflicts")).EnumerateArray());
    }

    [Fact]
    public async Task A_scheduler_url_that_leads_back_to_the_front_door_makes_no_circle()
    {
        using var second = await StartAcademicAsync(new Uri("http://127.0.0.1:9"));
        using var first = await StartAcademicAsync(second.Client.BaseAddress!);

        var problem = await (await first.Client.GetAsync("/api/v1/rooms")).ReadProblemAsync(503, "UNAVAILABLE");

        Assert.Contains("--scheduler-url", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_the_callers_fault_also_when_it_is_handed_on()
    {
        using var scheduler = await HostProcess.StartAsync("--role", "scheduler", "--data", Data);
        using var academic = await StartAcademicAsync(scheduler.Client.BaseAddress!);

        var response = await academic.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", $"\"{new string('x', 2 << 20)}\"");

        await response.ReadProblemAsync(413, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Enrollment_goes_on_without_the_scheduler_whose_routes_are_503_until_it_is_back()
    {
        var scheduler = await HostProcess.StartAsync("--role", "scheduler", "--data", Data);
        using var academic = await StartAcademicAsync(scheduler.Client.BaseAddress!);
        await scheduler.KillAsync();

        var rooms = await academic.Client.GetAsync("/api/v1/rooms");
        var enrolled = await academic.Client.EnrollAsync("student-123", "section-456");

        await rooms.ReadProblemAsync(503, "UNAVAILABLE");
        Assert.NotNull(rooms.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, enrolled.StatusCode);
        scheduler.Dispose();
    }

    private Task<HostProcess> StartAcademicAsync(Uri scheduler) =>
        HostProcess.StartAsync("--role", "academic", "--demo", "--data", Data, "--scheduler-url", scheduler.GetLeftPart(UriPartial.Authority));
}
