using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace SmartCampus.Host.Tests;

/// <summary>HO5: bad input of any kind is a 4xx with a problem that says what is wrong. HO4: tokens are bound to their filter.</summary>
public sealed class BadInputTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Enroll = "/api/v1/enrollments";
    private const string Good = """{"student_id":"student-1","section_id":"section-456"}""";

    [Theory]
    [InlineData("GET", "/api/v1/nothing", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/nothing", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/courses/none", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/courses/a%20b", null, 400, "INVALID_ARGUMENT", "id")]
    [InlineData("GET", "/api/v1/courses/%01", null, 400, "INVALID_ARGUMENT", "id")]
    [InlineData("GET", "/api/v1/sections/none", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/sections?term=Fall%20%202024", null, 400, "INVALID_ARGUMENT", "term")]
    [InlineData("GET", "/api/v1/sections?course=%F0%9F%92%A5", null, 400, "INVALID_ARGUMENT", "course")]
    [InlineData("GET", "/api/v1/students/none/enrollments", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/students/student-1/enrollments?term=", null, 400, "INVALID_ARGUMENT", "term")]
    [InlineData("GET", "/api/v1/courses?page_size=0", null, 400, "INVALID_ARGUMENT", "page_size")]
    [InlineData("GET", "/api/v1/courses?page_size=-1", null, 400, "INVALID_ARGUMENT", "page_size")]
    [InlineData("GET", "/api/v1/courses?page_size=many", null, 400, "INVALID_ARGUMENT", "page_size")]
    [InlineData("GET", "/api/v1/courses?page_size=99999999999999999999", null, 400, "INVALID_ARGUMENT", "page_size")]
    [InlineData("GET", "/api/v1/courses?page_token=x", null, 400, "INVALID_ARGUMENT", "page_token")]
    [InlineData("GET", "/api/v1/courses?page_token=", null, 400, "INVALID_ARGUMENT", "page_token")]
    [InlineData("GET", "/api/v1/courses?page_token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null, 400, "INVALID_ARGUMENT", "page_token")]
    [InlineData("GET", "/api/v1/events?after=-1", null, 400, "INVALID_ARGUMENT", "after")]
    [InlineData("GET", "/api/v1/events?after=first", null, 400, "INVALID_ARGUMENT", "after")]
    [InlineData("GET", "/api/v1/enrollments/student-1", null, 400, "INVALID_ARGUMENT", "id")]
    [InlineData("GET", "/api/v1/enrollments/student-1:none", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/enrollments/student-1:section-457?version=0", null, 400, "INVALID_ARGUMENT", "version")]
    [InlineData("GET", "/api/v1/enrollments/student-1:section-457?version=1&at=2024-01-01", null, 400, "INVALID_ARGUMENT", "at")]
    [InlineData("GET", "/api/v1/enrollments/student-1:section-457?at=yesterday", null, 400, "INVALID_ARGUMENT", "at")]
    [InlineData("GET", "/api/v1/enrollments/student-1:none/history", null, 404, "NOT_FOUND", null)]
    [InlineData("DELETE", "/api/v1/enrollments/student-1:none", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/rooms/no%20room/bookings?term=Fall%202024", null, 400, "INVALID_ARGUMENT", "id")]
    [InlineData("GET", "/api/v1/rooms/none/bookings?term=Fall%202024", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/rooms/hall-1/bookings", null, 400, "INVALID_ARGUMENT", "term")]
    [InlineData("GET", "/api/v1/timetables/rooms/none?term=Fall%202024", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/timetables/students/student-1", null, 400, "INVALID_ARGUMENT", "term")]
    [InlineData("GET", "/api/v1/timetables/students/nobody?term=Fall%202024", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/timetables/sections/nothing?term=Fall%202024", null, 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/courses", "{}", 405, "INVALID_ARGUMENT", null)]
    [InlineData("PATCH", Enroll, "{}", 405, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, null, 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, "", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, "null", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, "[]", 400, "INVALID_ARGUMENT", "body")]
    [InlineData("POST", Enroll, "{", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, "{}", 400, "INVALID_ARGUMENT", "section_id")]
    [InlineData("POST", Enroll, """{"student_id":"student-1"}""", 400, "INVALID_ARGUMENT", "section_id")]
    [InlineData("POST", "/api/v1/imports", """{"courses":[{"course_id":"X","credits":1}]}""", 400, "INVALID_ARGUMENT", "courses[0].title")]
    [InlineData("POST", Enroll, """{"student_id":7,"section_id":"section-456"}""", 400, "INVALID_ARGUMENT", "student_id")]
    [InlineData("POST", Enroll, """{"student_id":null,"section_id":"section-456"}""", 400, "INVALID_ARGUMENT", "student_id")]
    [InlineData("POST", Enroll, """{"student_id":"a b","section_id":"section-456"}""", 400, "INVALID_ARGUMENT", "student_id")]
    [InlineData("POST", Enroll, """{"student_id":"student-1","section_id":"section-456","note":"x"}""", 400, "INVALID_ARGUMENT", "note")]
    [InlineData("POST", Enroll, """{"student_id":"student-1","section_id":"section-456","section_id":"section-457"}""", 400, "INVALID_ARGUMENT", "section_id")]
    [InlineData("POST", Enroll, """{"student_id":"\ud800","section_id":"section-456"}""", 400, "INVALID_ARGUMENT", "student_id")]
    [InlineData("POST", Enroll, """{"\ud800":"student-1"}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", Enroll, """{"Student_Id":"student-1","section_id":"section-456"}""", 400, "INVALID_ARGUMENT", "Student_Id")]
    [InlineData("POST", Enroll, """{"student_id":"nobody","section_id":"section-456"}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", Enroll, """{"student_id":"student-1","section_id":"nothing"}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":[]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":null}""", 400, "INVALID_ARGUMENT", "section_ids")]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":[null]}""", 400, "INVALID_ARGUMENT", "section_ids[0]")]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":["section-456","section-456"]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":["section-456"],"when_full":"push"}""", 400, "INVALID_ARGUMENT", "when_full")]
    [InlineData("POST", "/api/v1/students/student-1/enrollments", """{"section_ids":["section-456"],"when_full":1}""", 400, "INVALID_ARGUMENT", "when_full")]
    [InlineData("POST", "/api/v1/enrollments/validate", """{"student_id":"nobody","section_ids":["section-456"]}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/enrollments/swap", """{"drop_enrollment_ids":[],"section_ids":[]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/enrollments/swap", """{"drop_enrollment_ids":["student-1:section-457","student-2:section-457"],"section_ids":["section-456"]}""", 400, "INVALID_ARGUMENT", "drop_enrollment_ids")]
    [InlineData("PUT", "/api/v1/enrollments/student-1:section-457/grade", """{"grade":"excellent!"}""", 400, "INVALID_ARGUMENT", "grade")]
    [InlineData("PUT", "/api/v1/enrollments/student-1:section-457/grade", """{"grade":"A","reason":""}""", 400, "INVALID_ARGUMENT", "reason")]
    [InlineData("PUT", "/api/v1/enrollments/student-1:none/grade", """{"grade":"A"}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/rooms/hall-1/bookings", """{"term":"Fall 2024","section_id":"section-456","meetings":[]}""", 400, "INVALID_ARGUMENT", "meetings")]
    [InlineData("POST", "/api/v1/rooms/hall-1/bookings", """{"term":"Fall 2024","section_id":"section-456","meetings":[{"days":"Xx","start":"09:00","end":"10:00","weeks":"1"}]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/rooms/hall-1/bookings", """{"term":"Fall 2024","section_id":"section-400","meetings":[{"days":"Mo","start":"09:00","end":"10:00","weeks":"1"}]}""", 409, "ROOM_TAKEN", null)]
    [InlineData("POST", "/api/v1/rooms/lab-3/bookings", """{"term":"Fall 2024","section_id":"other","meetings":[{"days":"Sa","start":"09:00","end":"10:00","weeks":"1"}]}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/rooms/none/bookings", """{"term":"Fall 2024","section_id":"section-121","meetings":[{"days":"Mo","start":"09:00","end":"10:00","weeks":"1"}]}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/imports", """{"courses":[null]}""", 400, "INVALID_ARGUMENT", "courses")]
    [InlineData("POST", "/api/v1/imports", """{"courses":{}}""", 400, "INVALID_ARGUMENT", "courses")]
    [InlineData("POST", "/api/v1/imports", """{"courses":[{"course_id":"X","title":null,"credits":1}]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/imports", """{"courses":[{"course_id":"X","title":"X","credits":99999999999}]}""", 400, "INVALID_ARGUMENT", "courses[0].credits")]
    [InlineData("POST", "/api/v1/imports", """{"sections":[{"section_id":"x","course_id":"none","term":"Fall 2024","capacity":1}]}""", 404, "NOT_FOUND", null)]
    [InlineData("POST", "/api/v1/imports", """{"rooms":[{"room_id":"x","capacity":-1}]}""", 400, "INVALID_ARGUMENT", "rooms")]
    [InlineData("POST", "/api/v1/imports", """{"rooms":[{"room_id":"x","capacity":1,"unavailable":[null]}]}""", 400, "INVALID_ARGUMENT", null)]
    [InlineData("POST", "/api/v1/imports", """{"bookings":[{"room_id":"none","term":"Fall 2024","section_id":"x","meetings":[]}]}""", 400, "INVALID_ARGUMENT", "bookings")]
    [InlineData("POST", "/api/v1/imports", """{"courses":[{"course_id":"CS-101","title":"Another","credits":1}]}""", 409, "ALREADY_EXISTS", null)]
    public async Task Bad_input_is_always_a_4xx_problem_and_changes_nothing(string method, string path, string? body, int status, string reason, string? field)
    {
        var before = await LastPositionAsync();

        var response = await host.Client.SendAsync(new HttpMethod(method), path, body);

        var problem = await response.ReadProblemAsync(status, reason);
        if (field is not null) Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(before, await LastPositionAsync());
    }

    [Theory]
    [InlineData("If-Match", "7")]
    [InlineData("If-Match", "W/\"1\"")]
    [InlineData("If-Match", "\"one\"")]
    [InlineData("If-Match", "\"1\", \"2\"")]
    [InlineData("If-Match", "")]
    public async Task A_precondition_that_is_no_entity_tag_of_ours_is_refused(string name, string value)
    {
        var response = await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/enrollments/student-1:section-457", header: (name, value));

        var problem = await response.ReadProblemAsync(400, "INVALID_ARGUMENT");
        Assert.True(problem.GetProperty("errors").TryGetProperty("If-Match", out _));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=utf-7")]
    public async Task A_body_of_another_kind_than_JSON_is_415(string contentType)
    {
        using var content = new StringContent(Good, MediaTypeHeaderValue.Parse(contentType));

        await (await host.Client.PostAsync(Enroll, content)).ReadProblemAsync(415, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    public async Task A_body_in_another_encoding_than_UTF_8_is_415(string charset)
    {
        using var content = new StringContent(Good, MediaTypeHeaderValue.Parse($"application/json; charset={charset}"));

        var problem = await (await host.Client.PostAsync(Enroll, content)).ReadProblemAsync(415, "INVALID_ARGUMENT");

        Assert.Equal("Send the body as application/json in UTF-8.", problem.Text("detail"));
    }

    [Fact]
    public async Task UTF_8_may_be_written_in_any_way()
    {
        using var content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json; charset=\"UTF-8\""));

        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync("/api/v1/imports", content)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_null_is_asked_for_in_words_of_the_wire()
    {
        var problem = await (await host.Client.PostJsonAsync(Enroll, "null")).ReadProblemAsync(400, "INVALID_ARGUMENT");

        Assert.Equal("Send a body; /docs shows its schema.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("/api/v1/students/student-1/enrollments", """{"section_ids":["section-456"],"when_full":"maybe"}""", "when_full", "must be wait or refuse.")]
    [InlineData("/api/v1/imports", """{"terms":[{"term":"T","registration_opens":"soon","registration_closes":"later"}]}""", "terms[0].registration_opens", "must be a time such as 2024-09-02T08:00:00Z.")]
    public async Task A_field_of_the_wrong_kind_is_told_what_is_allowed(string path, string body, string field, string allowed)
    {
        var problem = await (await host.Client.PostJsonAsync(path, body)).ReadProblemAsync(400, "INVALID_ARGUMENT");

        Assert.Equal(allowed, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task A_page_size_that_is_no_number_is_told_what_becomes_of_large_ones()
    {
        var problem = await (await host.Client.GetAsync("/api/v1/courses?page_size=many")).ReadProblemAsync(400, "INVALID_ARGUMENT");

        Assert.Contains("more than 200 is served as 200", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_is_told_which_ones_are_served()
    {
        var response = await host.Client.SendAsync(HttpMethod.Patch, "/api/v1/enrollments/student-1:section-457", "{}");

        await response.ReadProblemAsync(405, "INVALID_ARGUMENT");
        Assert.Equal(["DELETE", "GET"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_not_UTF_8_is_400()
    {
        using var content = new ByteArrayContent([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        await (await host.Client.PostAsync(Enroll, content)).ReadProblemAsync(400, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Deep_nesting_is_400()
    {
        await (await host.Client.PostJsonAsync(Enroll, new string('[', 10_000))).ReadProblemAsync(400, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData(Enroll, 1)]
    [InlineData("/api/v1/imports", 64)]
    public async Task An_oversize_body_is_413_whether_or_not_its_length_is_said(string path, int limitInMiB)
    {
        foreach (var isChunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new OversizeContent((limitInMiB << 20) + 1, isChunked) };
            request.Headers.ExpectContinue = true; // A client that sends regardless may see a closed connection instead of the answer.
            var problem = await (await host.Client.SendAsync(request)).ReadProblemAsync(413, "INVALID_ARGUMENT");
            Assert.Contains($" {limitInMiB} MiB ", problem.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_import_may_be_larger_than_other_bodies()
    {
        var response = await host.Client.PostAsync("/api/v1/imports", HttpCalls.Json("{" + new string(' ', 2 << 20) + "}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Oversize_headers_are_431_and_garbage_is_400()
    {
        Assert.Equal("HTTP/1.1 431", await SendRawAsync($"GET / HTTP/1.1\r\nHost: x\r\nX: {new string('x', 64 << 10)}\r\n\r\n"));
        Assert.Equal("HTTP/1.1 400", await SendRawAsync("GET /api/v1/courses/%00 HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.Equal("HTTP/1.1 400", await SendRawAsync("\u0016\u0003\u0001 nonsense\r\n\r\n"));
    }

    private async Task<string> SendRawAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer);
        return Encoding.ASCII.GetString(answer);
    }

    private async Task<long> LastPositionAsync()
    {
        var position = 0L;
        while (await host.Client.GetJsonAsync($"/api/v1/events?after={position}&page_size=200") is var page && page.GetArrayLength() > 0)
            position = page[page.GetArrayLength() - 1].GetProperty("position").GetInt64();
        return position;
    }
}
