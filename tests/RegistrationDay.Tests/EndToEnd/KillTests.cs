using System.Diagnostics;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>ES1, HO7: what was acknowledged before a kill is there afterwards, and the day goes on from there.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registration-day-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("inprocess", 5)]
    [InlineData("inprocess", 150)]
    [InlineData("http", 60)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(string via, int acknowledgedBefore)
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder.FullName, "university.xml");
        var data = Path.Combine(_folder.FullName, "campus.db");
        await File.WriteAllTextAsync(file, GeneratedInstance.Xml(students: 120, courses: 20, limit: 12), cancel);
        string[] options = [file, "--data", data, "--via", via, "--clients", "20"];

        using (var first = Start(options))
        {
            while (CountAcknowledged(data) < acknowledgedBefore && !first.HasExited) await Task.Yield();
            first.Kill();
            await first.WaitForExitAsync(cancel);
        }
        var acknowledged = CountAcknowledged(data);
        using var second = Start(options);
        var output = await second.StandardOutput.ReadToEndAsync(cancel);
        await second.WaitForExitAsync(cancel);

        Assert.True(acknowledged >= acknowledgedBefore, $"The first run ended after {acknowledged} acknowledgements: {output}");
        Assert.True(second.ExitCode == 0, output);
        Assert.Contains("settled by an earlier run", output, StringComparison.Ordinal);
    }

    private static Process Start(string[] options) => Process.Start(new ProcessStartInfo("dotnet", [typeof(RegistrationDayCommand).Assembly.Location, .. options])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static int CountAcknowledged(string data)
    {
        try
        {
            using var stream = new FileStream(data + ".acknowledged", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Count(c => c == '\n');
        }
        catch (FileNotFoundException)
        {
            return 0; // The run has not come so far.
        }
    }
}
