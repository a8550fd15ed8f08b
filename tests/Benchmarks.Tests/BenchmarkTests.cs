using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace SmartCampus.Benchmarks.Tests;

/// <summary>The benchmarks measure systems that keep what they acknowledge. How fast they are decides nothing here.</summary>
public sealed partial class BenchmarkTests
{
    [Theory]
    [InlineData("append", 2)]
    [InlineData("contended", 1)]
    [InlineData("memory", 2)]
    [InlineData("replay", 4)]
    [InlineData("readall", 1)]
    [InlineData("publish", 3)]
    [InlineData("snapshot", 1)]
    [InlineData("lock", 4)]
    [InlineData("durable", 2)]
    public async Task A_workload_prints_its_tables_and_has_checked_what_it_measured(string workload, int tables)
    {
        var (exitCode, output, progress) = await RunAsync(workload, "--seconds", "0.02", "--rounds", "1", "--scale", "0.01", "--clients", "1,3", "--folder", AppContext.BaseDirectory);

        Assert.True(exitCode == 0, progress);
        var found = Checked().Matches(output);
        Assert.Equal(tables, found.Count);
        Assert.All(found, match => Assert.True(long.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) > 0, match.Value));
        Assert.Contains("| SmartCampus ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_is_not_known_is_refused_with_the_known_ones()
    {
        var (exitCode, _, progress) = await RunAsync("apend");

        Assert.Equal(2, exitCode);
        Assert.Contains("'append'", progress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_in_no_name_are_an_error()
    {
        var (exitCode, output, progress) = await RunAsync("memory", "--only", "abacus");

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains("--only", progress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_and_not_made()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, $"not-there-{Guid.NewGuid():n}");
        var (exitCode, output, progress) = await RunAsync("memory", "--folder", folder);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains($"'{folder}' is not there", progress, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("append")]
    [InlineData("contended")]
    [InlineData("all")]
    public async Task Flushes_are_not_measured_in_memory(string workload)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/dev/shm"), "There is no folder in memory (/dev/shm, Linux).");
        var (exitCode, output, progress) = await RunAsync(workload, "--folder", "/dev/shm", "--seconds", "0.001", "--rounds", "1", "--scale", "0.001");

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains("lies in memory", progress, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Progress)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();
        var exitCode = await BenchmarkCommand.RunAsync(args, output, progress);
        return (exitCode, output.ToString(), progress.ToString());
    }

    [GeneratedRegex(@"checked: ([\d,]+) ")]
    private static partial Regex Checked();
}
