using SmartCampus.RoundTrips;
using Xunit;

namespace SmartCampus.Benchmarks.Tests;

/// <summary>The packages on MongoDB send no more commands than they say.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task No_operation_sends_more_commands_than_its_goal_allows()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exitCode = await RoundTripCommand.RunAsync(output, errors);

        Assert.True(exitCode == 0, $"{errors}{output}");
        Assert.Contains("| a group of 100 appends of 1 event to as many streams | 1 findAndModify, 1 insert | 2 |", output.ToString(), StringComparison.Ordinal);
    }
}
