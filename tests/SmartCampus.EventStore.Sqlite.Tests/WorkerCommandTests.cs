using System.Diagnostics;
using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>The commands of docs/faults.md do not report success over what was not asked for.</summary>
public sealed class WorkerCommandTests
{
    [Theory]
    [InlineData("kill --rounds 1 --bogus 1")]
    [InlineData("kill --rounds x")]
    [InlineData("kill --rounds 0")]
    [InlineData("kill --rounds 1 --seed")]
    [InlineData("flip --per-page -1 --whole-pages 0")]
    [InlineData("flip --per-page 1 --whole-pages -1")]
    [InlineData("flush --count 0")]
    [InlineData("flush 1")]
    public async Task A_command_line_that_is_not_understood_is_refused_with_the_usage(string line)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(WorkerProcess).Assembly.Location, .. line.Split(' ')]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal("", await output);
        Assert.StartsWith("kill [--rounds 100]", errors, StringComparison.Ordinal);
        Assert.Equal(2, process.ExitCode);
    }
}
