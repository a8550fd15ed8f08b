using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SmartCampus.Events;

namespace SmartCampus.Host.Tests;

/// <summary>HO7 (kill -9 loses nothing acknowledged, SIGTERM drains) and HO6 (start-up sentences), on the built host and a SQLite file.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("campus.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_enrollment_survives_kill_9()
    {
        string[] acknowledged;
        using (var host = await HostProcess.StartAsync("--data", Data, "--demo"))
        {
            var enrolling = Enumerable.Range(1, 11).Select(number => EnrollAsync(host.Client, $"student-{number}")).ToArray();
            await Task.WhenAny(enrolling);
            await host.KillAsync();
            acknowledged = [.. (await Task.WhenAll(enrolling)).OfType<string>()];
        }
        Assert.NotEmpty(acknowledged);

        using var restarted = await HostProcess.StartAsync("--data", Data, "--demo");

        foreach (var student in acknowledged)
            Assert.Equal("enrolled", (await restarted.Client.GetJsonAsync($"/api/v1/enrollments/{student}:section-121")).Text("status"));
        var section = await restarted.Client.GetJsonAsync("/api/v1/sections/section-121");
        Assert.InRange(section.GetProperty("enrolled").GetInt32(), acknowledged.Length, 11);
        var timetable = await restarted.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/{acknowledged[0]}?term={HttpCalls.Fall}");
        Assert.Contains(timetable.EnumerateArray(), entry => entry.Text("section_id") == "section-121");
    }

    [Fact]
    public async Task A_restart_keeps_changes_and_page_tokens_and_seeds_nothing_twice()
    {
        string events, link;
        using (var host = await HostProcess.StartAsync("--data", Data, "--demo"))
        {
            Assert.Equal(HttpStatusCode.OK, (await host.Client.DeleteAsync("/api/v1/enrollments/student-6:section-456")).StatusCode);
            events = await host.Client.GetStringAsync("/api/v1/events?page_size=200");
            link = Assert.Single((await host.Client.GetAsync("/api/v1/courses?page_size=3")).Headers.GetValues("Link"));
            Assert.Equal(0, await host.TerminateAsync());
        }

        using var restarted = await HostProcess.StartAsync("--data", Data, "--demo");

        Assert.Equal("dropped", (await restarted.Client.GetJsonAsync("/api/v1/enrollments/student-6:section-456")).Text("status"));
        Assert.Equal(events, await restarted.Client.GetStringAsync("/api/v1/events?page_size=200"));
        var next = await restarted.Client.GetJsonAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        Assert.Equal(3, next.GetArrayLength());
    }

    [Fact]
    public async Task A_call_under_way_ends_well_when_the_host_is_told_to_stop()
    {
        using var host = await HostProcess.StartAsync("--data", Data, "--demo");
        using var body = new HeldContent("""{"student_id":"student-123","section_id":"section-456"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/enrollments") { Content = body };
        request.Headers.ExpectContinue = true; // The body is asked for when the call has begun.

        var answer = host.Client.SendAsync(request);
        await body.Asked;
        var exit = host.TerminateAsync();
        await WaitUntilRefusedAsync(host.Client.BaseAddress!);
        body.Release();

        Assert.Equal(HttpStatusCode.Created, (await answer).StatusCode);
        Assert.Equal(0, await exit);
        using var restarted = await HostProcess.StartAsync("--data", Data);
        Assert.Equal("enrolled", (await restarted.Client.GetJsonAsync("/api/v1/enrollments/student-123:section-456")).Text("status"));
    }

    [Fact]
    public async Task A_file_that_is_no_event_store_ends_the_start_with_one_sentence_and_stays_as_it_is()
    {
        await File.WriteAllTextAsync(Data, "Dear diary, today I learnt that files can be mistaken for stores.");
        var before = await File.ReadAllBytesAsync(Data);

        var (code, errors) = await HostProcess.RunAsync("--data", Data);

        Assert.Equal(1, code);
        Assert.Contains(Data, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Data));
        Assert.Equal([Data], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_store_whose_events_are_not_what_they_are_called_ends_the_start_with_one_sentence()
    {
        var types = new EventTypes().Add("course-added", (JsonTypeInfo<string[]>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string[])));
        await using (var store = SqliteEventStore.Open(Data, new EventSerializer(types)))
            await store.AppendAsync(StreamAppend.To(new StreamId("course:X"), ExpectedVersion.NoStream, [(string[])["not", "a", "course"]]));

        var (code, errors) = await HostProcess.RunAsync("--data", Data);

        Assert.Equal(1, code);
        Assert.Contains("course:X", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_file_that_is_not_JSON_ends_the_start_with_one_sentence()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{ Campus: ");

        var (code, errors) = await HostProcess.RunInAsync(_folder.Path, "--store", "memory");

        Assert.Equal(1, code);
        Assert.Contains("appsettings.json", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_path_that_is_a_folder_or_below_a_file_ends_the_start_with_one_sentence()
    {
        await File.WriteAllTextAsync(Data, "");

        foreach (var path in (string[])[_folder.Path, Path.Combine(Data, "campus.db")])
        {
            var (code, errors) = await HostProcess.RunAsync("--data", path);

            Assert.Equal(1, code);
            Assert.Contains(path, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    private static async Task WaitUntilRefusedAsync(Uri address)
    {
        try
        {
            while (true)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port);
            }
        }
        catch (SocketException)
        {
            // The host does not listen any more: it is stopping.
        }
    }

    /// <returns>The student when the enrollment was acknowledged, else null.</returns>
    private static async Task<string?> EnrollAsync(HttpClient client, string student)
    {
        try
        {
            using var response = await client.EnrollAsync(student, "section-121");
            return response.StatusCode == HttpStatusCode.Created ? student : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
