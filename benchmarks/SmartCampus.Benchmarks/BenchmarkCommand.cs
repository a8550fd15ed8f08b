using System.CommandLine;
using SmartCampus.Benchmarks.Appending;
using SmartCampus.Benchmarks.Locking;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Publishing;
using SmartCampus.Benchmarks.Reading;
using SmartCampus.Benchmarks.Settings;
using SmartCampus.Benchmarks.Snapshots;
using SmartCampus.Benchmarks.Subscribing;

namespace SmartCampus.Benchmarks;

/// <summary>The program: parses, measures and prints.</summary>
public static class BenchmarkCommand
{
    private static readonly Dictionary<string, Func<Bench, Task>> Workloads = new()
    {
        ["append"] = AppendWorkload.OwnStreamsAsync,
        ["contended"] = AppendWorkload.ContendedAsync,
        ["memory"] = AppendWorkload.MemoryAsync,
        ["replay"] = ReadWorkload.ReplayAsync,
        ["readall"] = ReadWorkload.ReadAllAsync,
        ["publish"] = PublishWorkload.RunAsync,
        ["snapshot"] = SnapshotWorkload.RunAsync,
        ["lock"] = LockWorkload.RunAsync,
        ["durable"] = SubscriptionWorkload.RunAsync,
    };

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line; <c>--help</c> explains it.</param>
    /// <param name="output">Takes the tables.</param>
    /// <param name="progress">Takes progress, and one sentence when the run cannot go on.</param>
    /// <returns>0 when everything was measured and every check held; 1 when a check failed; 2 when the command line is wrong, and nothing was measured.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter progress)
    {
        var command = BenchmarkCommandLine.Build(Workloads.Keys, settings => MeasureAsync(settings, output, progress));
        var result = command.Parse(args);
        if (result.Errors is [var error, ..])
        {
            await progress.WriteLineAsync($"{error.Message.TrimEnd('.')}; --help lists the options.");
            return 2;
        }
        return await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = progress, EnableDefaultExceptionHandler = false });
    }

    private static async Task<int> MeasureAsync(BenchmarkSettings settings, TextWriter output, TextWriter progress)
    {
        // Where a flush costs nothing, what is measured of it means nothing.
        if (settings.Workload is "append" or "contended" or "durable" or "all" && new Machine(Path.GetFullPath(settings.Folder)).IsMemory)
        {
            await progress.WriteLineAsync($"'{settings.Folder}' lies in memory, where a flush costs nothing. Name a folder on a disk with --folder.");
            return 2;
        }
        try
        {
            using var bench = new Bench(settings, output, progress);
            foreach (var (name, run) in Workloads)
                if (settings.Workload == name || settings.Workload == "all") await run(bench);
            if (bench.Tables > 0) return 0;
            await progress.WriteLineAsync("No system has one of the words of --only in its name. Leave the option out to see the names.");
            return 2;
        }
        catch (CheckFailedException failure)
        {
            await progress.WriteLineAsync($"A check failed: {failure.Message}");
            return 1;
        }
    }
}
