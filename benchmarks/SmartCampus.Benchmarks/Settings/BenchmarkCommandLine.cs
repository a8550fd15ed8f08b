using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SmartCampus.Benchmarks.Settings;

/// <summary>The command line.</summary>
internal static class BenchmarkCommandLine
{
    private static readonly Option<double> Seconds = Number("--seconds", "How long a system runs before the next one has its turn", 2.0, 0.001, 600);

    private static readonly Option<int> Rounds = Number("--rounds", "How often each system has its turn, after one that is not counted", 5, 1, 1_000);

    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Only systems whose name has one of these words, separated by commas [default: all]",
        HelpName = "WORDS",
    };

    private static readonly Option<string?> Base = new("--base")
    {
        Description = "A word in the name of the system that the others are compared with [default: the workload's own]",
        HelpName = "NAME",
    };

    private static readonly Option<string> Clients = new("--clients")
    {
        Description = "How many clients append, separated by commas",
        HelpName = "N,N",
        DefaultValueFactory = _ => "1,8,50",
    };

    private static readonly Option<double> Scale = Number("--scale", "Multiplies the numbers of events that are stored before reading", 1.0, 0.001, 100);

    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "A folder on the disk to measure; files are made in a new one below it and deleted at the end",
        HelpName = "PATH",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    /// <summary>Builds the command.</summary>
    /// <param name="workloads">The names of the workloads.</param>
    /// <param name="run">Runs the settings and gives the exit code.</param>
    public static RootCommand Build(IEnumerable<string> workloads, Func<BenchmarkSettings, Task<int>> run)
    {
        var workload = new Argument<string>("WORKLOAD") { Description = "What to measure" };
        workload.AcceptOnlyFromAmong([.. workloads, "all"]);
        Clients.Validators.Add(CheckClients);
        Folder.Validators.Add(CheckFolder);
        var command = new RootCommand("Measures the event stores side by side with what one would use instead, and with what the disk allows.")
        {
            workload, Seconds, Rounds, Only, Base, Clients, Scale, Folder,
        };
        command.Options.Remove(command.Options.Single(option => option is VersionOption));
        command.SetAction(result => run(new BenchmarkSettings(
            result.GetRequiredValue(workload), TimeSpan.FromSeconds(result.GetValue(Seconds)), result.GetValue(Rounds), Words(result.GetValue(Only)),
            result.GetValue(Base), [.. Words(result.GetValue(Clients)).Select(word => int.Parse(word, CultureInfo.InvariantCulture))],
            result.GetValue(Scale), result.GetRequiredValue(Folder))));
        return command;
    }

    private static string[] Words(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static void CheckClients(OptionResult result)
    {
        var words = result.Tokens.Count == 0 ? ["1"] : Words(result.Tokens[0].Value);
        if (words.Length == 0 || !words.All(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var clients) && clients is >= 1 and <= 1_000))
            result.AddError("--clients are numbers from 1 to 1000, separated by commas.");
    }

    private static void CheckFolder(OptionResult result)
    {
        if (result.Tokens is [var folder] && !Directory.Exists(folder.Value)) result.AddError($"--folder: '{folder.Value}' is not there. Name a folder that is.");
    }

    private static Option<T> Number<T>(string name, string description, T standard, T lowest, T highest) where T : struct, IParsable<T>, IComparable<T> => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value.CompareTo(lowest) >= 0 && value.CompareTo(highest) <= 0) return value;
            result.AddError($"{name} is {lowest} to {highest}, not '{text}'.");
            return standard;
        },
    };
}
