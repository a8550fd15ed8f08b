using System.Diagnostics;
using System.Globalization;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>HO7: the two services apart, together, and killed.</summary>
public sealed class TwoProcessTests : IDisposable
{
    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_processes_end_the_day_with_timetables_equal_to_enrollments()
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 60, courses: 12, limit: 8));

        var day = await DayResult.RunAsync(file, "--via", "http", "--processes", "--mode", "mixed", "--tight-rooms", "--clients", "20");

        day.AssertHolds(checks: 17);
        Assert.NotEqual("0", day.Find("moves to larger rooms"));
    }

    [Fact]
    public async Task Services_that_are_killed_again_and_again_lose_nothing_and_do_nothing_twice()
    {
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 60, courses: 12, limit: 8));

        var day = await DayResult.RunAsync(file, "--via", "http", "--processes", "--tight-rooms", "--clients", "20", "--kill-rounds", "3", "--seed", "7");

        day.AssertHolds(checks: 18);
        Assert.NotEqual("0", day.Find("kills of the scheduler"));
        Assert.NotEqual("0", day.Find("kills of the academic service"));
        Assert.NotEqual("0", day.Find("interruptions"));
    }

    [Fact]
    public async Task Services_end_with_a_run_that_is_killed()
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = _folder.Write("large.xml", GeneratedInstance.Xml(2_000, 60, 12));
        using var run = DayResult.Start(file, "--via", "http", "--processes", "--data", _folder.Data);
        while (_folder.CountAcknowledged() == 0 && !run.HasExited) await Task.Yield();
        var services = FindChildren(run).ToArray();

        run.Kill();

        Assert.Equal(2, services.Length);
        foreach (var service in services) await service.WaitForExitAsync(cancel);
    }

    private static IEnumerable<Process> FindChildren(Process parent)
    {
        var parentOf = $"PPid:\t{parent.Id.ToString(CultureInfo.InvariantCulture)}";
        return Process.GetProcesses().Where(process => IsChild(process.Id));

        bool IsChild(int id)
        {
            try
            {
                return File.ReadLines($"/proc/{id}/status").Contains(parentOf);
            }
            catch (IOException)
            {
                return false; // It has ended meanwhile.
            }
        }
    }
}
