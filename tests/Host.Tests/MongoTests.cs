using System.Net;
using SmartCampus.MongoWire;

namespace SmartCampus.Host.Tests;

/// <summary>Several hosts on one MongoDB database: academic services beside each other, and a scheduler that follows them all.</summary>
public sealed class MongoTests : IAsyncLifetime
{
    private MongoHosts? _hosts;

    private MongoHosts Hosts => _hosts!;

    public async ValueTask InitializeAsync() => _hosts = await MongoHosts.GetAsync();

    public ValueTask DisposeAsync() => Hosts.DisposeAsync();

    [Fact]
    public async Task What_one_academic_service_has_acknowledged_the_other_shows_at_once_and_the_scheduler_follows_both()
    {
        var scheduler = await Hosts.StartSchedulerAsync();
        var first = await Hosts.StartAcademicAsync(scheduler, demo: true);
        var second = await Hosts.StartAcademicAsync(scheduler);

        Assert.Equal(HttpStatusCode.Created, (await first.Client.EnrollAsync("student-123", "section-456")).StatusCode);
        Assert.Equal("enrolled", (await second.Client.GetJsonAsync("/api/v1/enrollments/student-123:section-456")).Text("status"));
        Assert.Equal(3, (await second.Client.GetJsonAsync("/api/v1/sections/section-456")).GetProperty("enrolled").GetInt32());
        Assert.Equal(HttpStatusCode.Created, (await second.Client.EnrollAsync("student-123", "section-131")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.Client.DeleteAsync("/api/v1/enrollments/student-5:section-131")).StatusCode);

        foreach (var host in (RunningHost[])[first, second])
        {
            var timetable = await host.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/student-123?term={HttpCalls.Fall}");
            Assert.Equal(["section-131", "section-456"], timetable.EnumerateArray().Select(entry => entry.Text("section_id")).Order());
        }
    }

    [Fact]
    public async Task Students_who_ask_two_academic_services_at_once_never_fill_a_section_beyond_its_seats()
    {
        var scheduler = await Hosts.StartSchedulerAsync();
        var academics = new[] { await Hosts.StartAcademicAsync(scheduler, demo: true), await Hosts.StartAcademicAsync(scheduler) };

        // Section 457 has two seats, which are taken, and two who wait.
        var drops = academics.Select((host, i) => host.Client.DeleteAsync($"/api/v1/enrollments/student-{i + 1}:section-457"));
        var asks = Enumerable.Range(6, 6).Select(student => academics[student % 2].Client.EnrollAsync($"student-{student}", "section-457"));
        var responses = await Task.WhenAll([.. drops, .. asks]);

        Assert.All(responses, response => Assert.True(response.IsSuccessStatusCode));
        foreach (var host in academics)
        {
            var section = await host.Client.GetJsonAsync("/api/v1/sections/section-457");
            Assert.Equal((2, 6), (section.GetProperty("enrolled").GetInt32(), section.GetProperty("waitlisted").GetInt32()));
        }
    }

    [Fact] // HO4
    public async Task A_page_that_one_academic_service_has_begun_goes_on_at_the_other()
    {
        var scheduler = await Hosts.StartSchedulerAsync();
        var first = await Hosts.StartAcademicAsync(scheduler, demo: true);
        var second = await Hosts.StartAcademicAsync(scheduler);

        var link = Assert.Single((await first.Client.GetAsync("/api/v1/courses?page_size=3")).Headers.GetValues("Link"));
        var next = await second.Client.GetJsonAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        Assert.Equal(3, next.GetArrayLength());
    }

    [Fact]
    public async Task Two_hosts_that_fill_in_the_demo_campus_at_once_fill_in_one()
    {
        var scheduler = await Hosts.StartSchedulerAsync();
        var academics = await Task.WhenAll(Hosts.StartAcademicAsync(scheduler, demo: true), Hosts.StartAcademicAsync(scheduler, demo: true));

        foreach (var host in academics)
        {
            Assert.Equal(13, (await host.Client.GetJsonAsync("/api/v1/students?page_size=200")).GetArrayLength());
            var section = await host.Client.GetJsonAsync("/api/v1/sections/section-457");
            Assert.Equal((2, 2), (section.GetProperty("enrolled").GetInt32(), section.GetProperty("waitlisted").GetInt32()));
        }
    }

    [Fact]
    public async Task Of_two_schedulers_one_follows_and_the_other_takes_over_when_it_ends()
    {
        var active = await Hosts.StartSchedulerAsync();
        await WaitForStateAsync(active, "Live");
        var standBy = await Hosts.StartSchedulerAsync();
        var academic = await Hosts.StartAcademicAsync(standBy, demo: true);
        await WaitForStateAsync(standBy, "WaitingForClaim");

        await active.StopAsync();
        await academic.Client.EnrollAsync("student-123", "section-456");

        var timetable = await academic.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/student-123?term={HttpCalls.Fall}");
        Assert.Equal("section-456", Assert.Single(timetable.EnumerateArray()).Text("section_id"));
    }

    [Fact] // HO5, HO6
    public async Task While_MongoDB_does_not_answer_calls_are_503_and_afterwards_the_host_works_again()
    {
        var host = await Hosts.AddAsync([.. Hosts.Options("all", timeout: 500), "--demo"]);
        foreach (var command in (string[])["find", "findAndModify", "insert", "update", "aggregate", "getMore"]) Hosts.StandIn.Faults.Next(command, null, Fault.DropBeforeApplying, int.MaxValue);

        foreach (var response in (HttpResponseMessage[])[await host.Client.GetAsync("/api/v1/courses"), await host.Client.EnrollAsync("student-123", "section-456")])
        {
            await response.ReadProblemAsync(503, "UNAVAILABLE");
            Assert.NotNull(response.Headers.RetryAfter);
        }
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.GetAsync("/health/ready")).StatusCode);

        Hosts.StandIn.Faults.Clear();

        HttpResponseMessage again;
        while ((again = await host.Client.EnrollAsync("student-123", "section-456")).StatusCode == HttpStatusCode.ServiceUnavailable) await Task.Delay(TimeSpan.FromMilliseconds(10));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact] // HO6
    public async Task A_schema_that_cannot_be_made_ends_the_start_with_one_sentence()
    {
        Hosts.StandIn.Faults.Next("createIndexes", null, Fault.DiskFull, int.MaxValue);

        var errors = await FailAsync(Hosts.Options("all"));

        Assert.StartsWith("MongoDB at 127.0.0.1:", errors, StringComparison.Ordinal);
    }

    [Fact] // HO6
    public async Task A_MongoDB_that_cannot_be_reached_ends_the_start_with_one_sentence_that_has_no_password()
    {
        var errors = await FailAsync("--store", "mongodb", "--mongo", "mongodb://ada:secret@127.0.0.1:9/?replicaSet=rs0&wtimeoutMS=200", "--page-token-key", MongoHosts.Key);

        Assert.StartsWith("MongoDB at 127.0.0.1:9, database campus cannot be used: ", errors, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(params string[] options)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(1, await CampusHost.RunAsync(options, output, errors));

        Assert.Empty(output.ToString());
        Assert.DoesNotContain("secret", errors.ToString(), StringComparison.Ordinal);
        return Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task WaitForStateAsync(RunningHost host, string state)
    {
        while ((await (await host.Client.GetAsync("/health/ready")).ReadJsonAsync()).GetProperty("checks").GetProperty("scheduler").Text("state") != state) await Task.Delay(TimeSpan.FromMilliseconds(10));
    }
}
