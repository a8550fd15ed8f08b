using System.Net;

namespace SmartCampus.Host.Tests;

/// <summary>The v1 shapes of enrollments, HO3 (entity tags), and EN as seen over HTTP.</summary>
public sealed class EnrollmentTests(DemoHost host) : IClassFixture<DemoHost>
{
    private HttpClient Client => host.Client;

    [Fact]
    public async Task Enrolling_answers_201_with_the_v1_shape_a_location_and_an_entity_tag()
    {
        var response = await Client.EnrollAsync("student-123", "section-456");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(
            """{"enrollment_id":"student-123:section-456","student_id":"student-123","section_id":"section-456","term":"Fall 2024","status":"enrolled","version":1}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        var created = await Client.GetAsync(response.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Assert.Equal("\"1\"", created.Headers.ETag?.Tag);
        var listed = await Client.GetJsonAsync($"/api/v1/students/student-123/enrollments?term={HttpCalls.Fall}");
        Assert.Contains(listed.EnumerateArray(), enrollment => enrollment.Text("enrollment_id") == "student-123:section-456");
        Assert.Equal("DUPLICATE_ENROLLMENT", (await (await Client.EnrollAsync("student-123", "section-456")).ReadJsonAsync()).Text("reason"));
    }

    [Fact]
    public async Task A_full_section_puts_the_student_on_the_waitlist_which_is_a_success_with_a_position()
    {
        var response = await Client.EnrollAsync("student-6", "section-131");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var enrollment = await response.ReadJsonAsync();
        Assert.Equal("waitlisted", enrollment.Text("status"));
        Assert.Equal(1, enrollment.GetProperty("position").GetInt32());
    }

    [Fact]
    public async Task Dropping_a_seat_promotes_the_first_who_waits()
    {
        var dropped = await Client.DeleteAsync("/api/v1/enrollments/student-2:section-457");

        Assert.Equal("dropped", (await dropped.ReadJsonAsync()).Text("status"));
        Assert.Equal("enrolled", (await Client.GetJsonAsync("/api/v1/enrollments/student-3:section-457")).Text("status"));
        Assert.Equal(1, (await Client.GetJsonAsync("/api/v1/enrollments/student-4:section-457")).GetProperty("position").GetInt32());
    }

    [Theory]
    [InlineData("student-7", "section-111", "TIME_CLASH")]
    [InlineData("student-7", "section-201", "PREREQUISITE_MISSING")]
    [InlineData("student-7", "section-101-s", "REGISTRATION_CLOSED")]
    [InlineData("student-7", "section-456", "DUPLICATE_ENROLLMENT")]
    [InlineData("student-12", "section-456", "ON_HOLD")]
    public async Task A_refusal_is_409_with_the_reason(string student, string section, string reason)
    {
        var problem = await (await Client.EnrollAsync(student, section)).ReadProblemAsync(409, reason);

        Assert.Contains(reason, problem.ReasonCodes());
    }

    [Fact]
    public async Task A_refusal_lists_every_reason()
    {
        var response = await Client.PostJsonAsync(
            "/api/v1/students/student-12/enrollments", """{"section_ids":["section-456","section-111","section-400","section-401","section-201"]}""");

        var problem = await response.ReadProblemAsync(409, "TIME_CLASH");
        Assert.Equal(["CREDIT_LIMIT", "ON_HOLD", "PREREQUISITE_MISSING", "TIME_CLASH"], problem.ReasonCodes().Distinct().Order());
    }

    [Fact]
    public async Task Several_sections_are_enrolled_all_or_none()
    {
        var response = await Client.PostJsonAsync("/api/v1/students/student-9/enrollments", """{"section_ids":["section-456","section-201"]}""");
        await response.ReadProblemAsync(409, "PREREQUISITE_MISSING");
        Assert.Empty((await Client.GetJsonAsync("/api/v1/students/student-9/enrollments")).EnumerateArray());

        var both = await Client.PostJsonAsync("/api/v1/students/student-9/enrollments", """{"section_ids":["section-456","section-121"]}""");

        Assert.Equal(HttpStatusCode.Created, both.StatusCode);
        Assert.Equal(["section-456", "section-121"], (await both.ReadJsonAsync()).EnumerateArray().Select(enrollment => enrollment.Text("section_id")));
    }

    [Fact]
    public async Task A_request_that_shall_not_wait_is_refused_when_a_section_is_full()
    {
        var response = await Client.PostJsonAsync("/api/v1/students/student-8/enrollments", """{"section_ids":["section-131"],"when_full":"refuse"}""");

        await response.ReadProblemAsync(409, "SECTION_FULL");
    }

    [Fact]
    public async Task Validating_says_what_would_happen_and_changes_nothing()
    {
        var before = await Client.GetStringAsync("/api/v1/students/student-11/enrollments");

        async Task<string> OutcomeAsync(string section) =>
            (await (await Client.PostJsonAsync("/api/v1/enrollments/validate", $$"""{"student_id":"student-11","section_ids":["{{section}}"]}""")).ReadJsonAsync()).Text("outcome");

        Assert.Equal("enrolled", await OutcomeAsync("section-121"));
        Assert.Equal("waitlisted", await OutcomeAsync("section-131"));
        Assert.Equal("refused", await OutcomeAsync("section-201"));
        Assert.Equal(before, await Client.GetStringAsync("/api/v1/students/student-11/enrollments"));
    }

    [Fact]
    public async Task A_stale_If_Match_is_412_and_changes_nothing()
    {
        await Client.EnrollAsync("student-10", "section-121");
        const string path = "/api/v1/enrollments/student-10:section-121";

        var stale = await Client.SendAsync(HttpMethod.Delete, path, header: ("If-Match", "\"7\""));

        await stale.ReadProblemAsync(412, "VERSION_CONFLICT");
        await (await Client.SendAsync(HttpMethod.Put, $"{path}/grade", """{"grade":"A"}""", ("If-Match", "\"7\""))).ReadProblemAsync(412, "VERSION_CONFLICT");
        Assert.Equal("enrolled", (await Client.GetJsonAsync(path)).Text("status"));
        var fresh = await Client.SendAsync(HttpMethod.Delete, path, header: ("If-Match", "\"1\""));
        Assert.Equal("\"2\"", fresh.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task A_known_version_is_304_without_a_body()
    {
        await Client.EnrollAsync("student-10", "section-141");
        const string path = "/api/v1/enrollments/student-10:section-141";

        var known = await Client.SendAsync(HttpMethod.Get, path, header: ("If-None-Match", "W/\"9\", \"1\""));
        var changed = await Client.SendAsync(HttpMethod.Get, path, header: ("If-None-Match", "\"9\""));

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await known.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_swap_gives_up_one_section_for_another_or_changes_nothing()
    {
        await Client.EnrollAsync("student-5", "section-121");

        var refused = await Client.PostJsonAsync("/api/v1/enrollments/swap", """{"drop_enrollment_ids":["student-5:section-121"],"section_ids":["section-201"]}""");
        await refused.ReadProblemAsync(409, "PREREQUISITE_MISSING");
        Assert.Equal("enrolled", (await Client.GetJsonAsync("/api/v1/enrollments/student-5:section-121")).Text("status"));

        var swapped = await Client.PostJsonAsync("/api/v1/enrollments/swap", """{"drop_enrollment_ids":["student-5:section-121"],"section_ids":["section-112"]}""");
        Assert.Equal(["dropped", "enrolled"], (await swapped.ReadJsonAsync()).EnumerateArray().Select(enrollment => enrollment.Text("status")));
    }

    [Fact]
    public async Task A_grade_is_given_once_and_changed_only_with_a_reason()
    {
        await Client.EnrollAsync("student-8", "section-112");
        const string path = "/api/v1/enrollments/student-8:section-112/grade";

        var first = await Client.SendAsync(HttpMethod.Put, path, """{"grade":"B+"}""");
        Assert.Equal("B+", (await first.ReadJsonAsync()).Text("grade"));
        await (await Client.SendAsync(HttpMethod.Put, path, """{"grade":"A"}""")).ReadProblemAsync(409, "ALREADY_GRADED");
        var corrected = await Client.SendAsync(HttpMethod.Put, path, """{"grade":"A","reason":"A page was overlooked."}""");

        Assert.Equal("A", (await corrected.ReadJsonAsync()).Text("grade"));
        Assert.Equal("\"3\"", corrected.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task The_history_tells_every_step_and_an_enrollment_can_be_read_as_it_was()
    {
        await Client.EnrollAsync("student-11", "section-456");
        await Client.DeleteAsync("/api/v1/enrollments/student-11:section-456");

        var history = await Client.GetJsonAsync("/api/v1/enrollments/student-11:section-456/history");

        Assert.Equal(["student-enrolled", "enrollment-dropped"], history.EnumerateArray().Select(step => step.Text("event")));
        Assert.Equal("enrolled", (await Client.GetJsonAsync("/api/v1/enrollments/student-11:section-456?version=1")).Text("status"));
        var then = Uri.EscapeDataString(history[1].Text("recorded_at"));
        Assert.Equal("dropped", (await Client.GetJsonAsync($"/api/v1/enrollments/student-11:section-456?at={then}")).Text("status"));
        await (await Client.GetAsync("/api/v1/enrollments/student-11:section-456?at=2000-01-01")).ReadProblemAsync(404, "NOT_FOUND");
        await (await Client.GetAsync("/api/v1/enrollments/student-11:section-456?version=3")).ReadProblemAsync(404, "NOT_FOUND");
    }
}
