using System.Net;

namespace SmartCampus.Host.Tests;

/// <summary>The OpenAPI document, the page to try it, and liveness and readiness (HO6).</summary>
public sealed class DocumentTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task The_document_names_every_route_with_a_summary_and_its_problems()
    {
        var paths = (await host.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");

        var operations = (from path in paths.EnumerateObject() from operation in path.Value.EnumerateObject() select (Path: path.Name, operation.Name, operation.Value)).ToArray();
        Assert.Equal(
            [
                "delete /api/v1/enrollments/{id}",
                "delete /api/v1/rooms/{id}/bookings/{section}",
                "get /api/v1/conflicts",
                "get /api/v1/courses",
                "get /api/v1/courses/{id}",
                "get /api/v1/enrollments/{id}",
                "get /api/v1/enrollments/{id}/history",
                "get /api/v1/events",
                "get /api/v1/rooms",
                "get /api/v1/rooms/{id}/bookings",
                "get /api/v1/sections",
                "get /api/v1/sections/{id}",
                "get /api/v1/sections/{id}/watch",
                "get /api/v1/students",
                "get /api/v1/students/{id}",
                "get /api/v1/students/{id}/enrollments",
                "get /api/v1/timetables/rooms/{id}",
                "get /api/v1/timetables/sections/{id}",
                "get /api/v1/timetables/students/{id}",
                "post /api/v1/enrollments",
                "post /api/v1/enrollments/swap",
                "post /api/v1/enrollments/validate",
                "post /api/v1/imports",
                "post /api/v1/rooms/{id}/bookings",
                "post /api/v1/students/{id}/enrollments",
                "put /api/v1/enrollments/{id}/grade",
            ],
            operations.Select(operation => $"{operation.Name} {operation.Path}").Order(StringComparer.Ordinal));
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.Text("summary")));
        Assert.All(
            operations,
            operation => Assert.Contains("application/problem+json", operation.Value.GetProperty("responses").GetProperty("400").GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_document_describes_ids_meetings_and_numbers()
    {
        var document = await host.Client.GetJsonAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Equal("string", schemas.GetProperty("SectionId").Text("type"));
        Assert.Equal("array", schemas.GetProperty("MeetingPattern").Text("type"));
        Assert.Equal("string", schemas.GetProperty("EnrollAllRequest").GetProperty("properties").GetProperty("section_ids").GetProperty("items").Text("type"));
        var whenFull = schemas.GetProperty("EnrollAllRequest").GetProperty("properties").GetProperty("when_full");
        Assert.Equal(("string", """["wait","refuse"]"""), (whenFull.Text("type"), whenFull.GetProperty("enum").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)));
        Assert.DoesNotContain("position", schemas.GetProperty("EnrollmentDto").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        var parameters = document.GetProperty("paths").GetProperty("/api/v1/courses").GetProperty("get").GetProperty("parameters");
        Assert.Equal(["q", "page_size", "page_token"], parameters.EnumerateArray().Select(parameter => parameter.Text("name")));
    }

    [Fact]
    public async Task The_document_says_what_every_query_parameter_means_and_which_are_required()
    {
        var paths = (await host.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        var parameters = from path in paths.EnumerateObject() from operation in path.Value.EnumerateObject()
                         where operation.Value.TryGetProperty("parameters", out _)
                         from parameter in operation.Value.GetProperty("parameters").EnumerateArray()
                         where parameter.Text("in") == "query"
                         select (Path: path.Name, Parameter: parameter);

        Assert.All(parameters, found => Assert.NotEmpty(found.Parameter.Text("description")));
        Assert.Equal(
            ["/rooms/{id}/bookings", "/rooms/{id}/bookings/{section}", "/timetables/rooms/{id}", "/timetables/sections/{id}", "/timetables/students/{id}"],
            parameters.Where(found => found.Parameter.TryGetProperty("required", out var required) && required.GetBoolean()).Select(found => found.Path["/api/v1".Length..]).Order(StringComparer.Ordinal));
        var size = parameters.First(found => found.Parameter.Text("name") == "page_size").Parameter.GetProperty("schema");
        Assert.Equal((1, 50), (size.GetProperty("minimum").GetInt32(), size.GetProperty("default").GetInt32()));
    }

    [Theory]
    [InlineData("delete", "/enrollments/{id}", "Prefer If-Match", "200 ETag", "503 Retry-After")]
    [InlineData("get", "/enrollments/{id}", "If-None-Match", "200 ETag", "304 ETag")]
    [InlineData("get", "/courses", null, "200 Link")]
    [InlineData("get", "/events", null, "200 Link")]
    [InlineData("post", "/enrollments", "Prefer", "201 ETag", "201 Location", "503 Retry-After", "413 ", "415 ")]
    [InlineData("post", "/enrollments/swap", "Prefer If-Match", "503 Retry-After", "413 ", "415 ")]
    [InlineData("post", "/imports", null, "503 Retry-After", "413 ", "415 ")]
    public async Task The_document_names_the_headers_that_count(string method, string path, string? asked, params string[] answered)
    {
        var operation = (await host.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty($"/api/v1{path}").GetProperty(method);

        var headers = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.Text("in") == "header").Select(parameter => parameter.Text("name"))
            : [];
        Assert.Equal(asked?.Split(' ') ?? [], headers);
        var responses = from response in operation.GetProperty("responses").EnumerateObject()
                        let named = response.Value.TryGetProperty("headers", out var found) ? found.EnumerateObject().Select(header => header.Name) : []
                        from name in named.DefaultIfEmpty("")
                        select $"{response.Name} {name}";
        Assert.Equal(answered.Order(StringComparer.Ordinal), responses.Where(response => !response.EndsWith(' ') || response is "413 " or "415 ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_front_page_leads_to_a_page_to_try_the_document()
    {
        var front = await host.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, front.StatusCode);

        var page = await host.Client.GetStringAsync(new Uri(host.Client.BaseAddress!, front.Headers.Location!));

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/docs/swagger-ui-bundle.js")).StatusCode);
    }

    [Fact]
    public async Task A_host_that_runs_is_live_and_ready()
    {
        Assert.Equal("Healthy", await host.Client.GetStringAsync("/health/live"));

        var ready = await host.Client.GetJsonAsync("/health/ready");
        Assert.Equal("Healthy", ready.Text("status"));
        Assert.Equal(["event-store", "read-models", "scheduler"], ready.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order());
        Assert.True(ready.GetProperty("checks").GetProperty("scheduler").GetProperty("lag").GetInt64() >= 0);
    }
}
