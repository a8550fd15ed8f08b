namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>ES1, HO7: what was acknowledged before a kill is there afterwards, and the day goes on from there.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("inprocess", 5)]
    [InlineData("inprocess", 150)]
    [InlineData("http", 60)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(string via, int acknowledgedBefore)
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = _folder.Write("university.xml", GeneratedInstance.Xml(students: 120, courses: 20, limit: 12));
        string[] options = [file, "--data", _folder.Data, "--via", via, "--clients", "20"];

        using (var first = DayResult.Start(options))
        {
            while (_folder.CountAcknowledged() < acknowledgedBefore && !first.HasExited) await Task.Yield();
            first.Kill();
            await first.WaitForExitAsync(cancel);
        }
        var acknowledged = _folder.CountAcknowledged();
        using var second = DayResult.Start(options);
        var output = await second.StandardOutput.ReadToEndAsync(cancel);
        await second.WaitForExitAsync(cancel);

        Assert.True(acknowledged >= acknowledgedBefore, $"The first run ended after {acknowledged} acknowledgements: {output}");
        Assert.True(second.ExitCode == 0, output);
        Assert.Contains("settled by an earlier run", output, StringComparison.Ordinal);
    }
}
