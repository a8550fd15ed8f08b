using System.Diagnostics;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>A run of the program, and what it wrote.</summary>
internal sealed record DayResult(int Code, IReadOnlyList<string> Output, string Errors)
{
    /// <summary>Runs the program in this process.</summary>
    public static async Task<DayResult> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await RegistrationDayCommand.RunAsync(args, output, errors);
        return new DayResult(code, [.. output.ToString().Split('\n').Select(line => line.TrimEnd())], errors.ToString());
    }

    /// <summary>Starts the program in a process of its own, to be killed.</summary>
    public static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(RegistrationDayCommand).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Fails unless the run ended well, and so many checks held.</summary>
    public void AssertHolds(int checks)
    {
        Assert.Equal("", Errors);
        Assert.True(Code == 0, string.Join('\n', Output));
        Assert.Equal(checks, Output.Count(line => line.EndsWith("holds", StringComparison.Ordinal)));
        Assert.DoesNotContain(Output, line => line.Contains("violations", StringComparison.Ordinal));
    }

    /// <summary>The value in the row of a name; fails when there is not one.</summary>
    public string Find(string name) => Output.Single(line => line.Trim().StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[^1];
}
