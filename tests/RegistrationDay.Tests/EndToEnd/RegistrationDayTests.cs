using System.Diagnostics;
using System.Globalization;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Data;
using SmartCampus.RegistrationDay.Registration;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>The whole program on a small university.</summary>
public sealed class RegistrationDayTests : IDisposable
{
    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("inprocess", "optimistic")]
    [InlineData("inprocess", "pessimistic")]
    [InlineData("inprocess", "detect")]
    [InlineData("inprocess", "mixed")]
    [InlineData("http", "optimistic")]
    [InlineData("http", "mixed")]
    public async Task Every_request_is_settled_and_every_check_holds(string via, string mode) // EN
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 60, courses: 12, limit: 8));

        var day = await DayResult.RunAsync(file, "--via", via, "--mode", mode, "--tight-rooms", "--clients", "20");

        day.AssertHolds(checks: 17);
        Assert.NotEqual("0", day.Find("moves to larger rooms"));
    }

    [Fact]
    public async Task A_second_run_on_the_same_data_finds_everything_settled()
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 30, courses: 10, limit: 8));
        var data = _folder.Data;
        var first = await DayResult.RunAsync(file, "--data", data, "--clients", "10");

        var second = await DayResult.RunAsync(file, "--data", data, "--clients", "10");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(first.Find("satisfied"), second.Find("satisfied"));
        Assert.NotEqual("0", second.Find("settled by an earlier run"));
    }

    [Fact]
    public async Task A_loss_is_found_although_the_run_could_make_up_for_it() // HO7
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 10, courses: 5, limit: 30));
        await DayResult.RunAsync(file, "--data", _folder.Data);
        File.Delete(_folder.Data);

        var (code, output, _) = await DayResult.RunAsync(file, "--data", _folder.Data);

        Assert.Equal(1, code);
        Assert.Contains(output, line => line.StartsWith("everything acknowledged to earlier runs was there at the start: student", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_runs_on_the_same_data_at_once_are_refused()
    {
        var data = _folder.Data;
        using var first = new Journal(data + ".acknowledged");

        var (code, _, errors) = await DayResult.RunAsync(_folder.Write("small.xml", GeneratedInstance.Xml(5, 4, 8)), "--data", data);

        Assert.Equal(1, code);
        Assert.Contains("Another run uses this data", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_university_on_the_same_data_is_refused_and_changes_nothing()
    {
        var data = _folder.Data;
        await DayResult.RunAsync(_folder.Write("one.xml", GeneratedInstance.Xml(students: 10, courses: 5, limit: 8, name: "one")), "--data", data);
        var before = await EventsAsync(data);

        var (code, _, errors) = await DayResult.RunAsync(_folder.Write("two.xml", GeneratedInstance.Xml(students: 10, courses: 5, limit: 9, name: "two")), "--data", data);

        Assert.Equal(1, code);
        Assert.Contains("another university", errors, StringComparison.Ordinal);
        Assert.Equal(before, await EventsAsync(data));
    }

    [Fact]
    public async Task A_second_run_leaves_sections_in_the_rooms_to_which_they_moved()
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 30, courses: 10, limit: 8));
        var data = _folder.Data;
        await DayResult.RunAsync(file, "--data", data, "--tight-rooms");
        var before = await EventsAsync(data);

        var second = await DayResult.RunAsync(file, "--data", data, "--tight-rooms");

        second.AssertHolds(checks: 17);
        Assert.NotEqual("0", second.Find("moves to larger rooms"));
        Assert.Equal(before, await EventsAsync(data));
    }

    [Theory]
    [InlineData("", "well-formed")]
    [InlineData("<problem name=\"cut\" nrDays=\"7\" slots", "well-formed")]
    [InlineData("<!DOCTYPE problem [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><problem name=\"&b;\"/>", "line 1")]
    public async Task A_file_that_is_no_instance_gets_one_sentence_and_changes_nothing(string content, string expected)
    {
        var data = _folder.Data;

        var (code, _, errors) = await DayResult.RunAsync(_folder.Write("bad.xml", content), "--data", data);

        Assert.Equal(1, code);
        Assert.Contains("bad.xml", errors, StringComparison.Ordinal);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(data));
    }

    [Fact]
    public async Task A_data_file_of_something_else_is_refused_and_left_as_it_is()
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 5, courses: 4, limit: 8));
        var data = _folder.Write("notes.txt", "These are my notes, and they are no database at all.");

        var (code, _, errors) = await DayResult.RunAsync(file, "--data", data);

        Assert.Equal(1, code);
        Assert.Contains("notes.txt", errors, StringComparison.Ordinal);
        Assert.Equal("These are my notes, and they are no database at all.", File.ReadAllText(data));
    }

    [Fact]
    public async Task Stopping_a_run_that_keeps_nothing_does_not_say_that_it_does()
    {
        using var run = DayResult.Start(_folder.Write("large.xml", GeneratedInstance.Xml(2_000, 60, 12)));
        while (await run.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("clients", StringComparison.Ordinal)) { }
        using (Process.Start("kill", ["-TERM", run.Id.ToString(CultureInfo.InvariantCulture)])) { }

        var errors = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Stopped.", errors.Trim());
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_named() =>
        Assert.Contains("--url", (await DayResult.RunAsync(_folder.Write("small.xml", GeneratedInstance.Xml(5, 4, 8)), "--via", "http", "--url", "http://127.0.0.1:1")).Errors, StringComparison.Ordinal);

    private static async Task<long> EventsAsync(string data)
    {
        await using var file = new SqliteData(data);
        await using var campus = await InProcessCampus.OpenAsync(file, TestContext.Current.CancellationToken);
        return await campus.ReadEventsAsync(TestContext.Current.CancellationToken).LongCountAsync();
    }
}
