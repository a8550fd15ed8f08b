using System.CommandLine;

namespace SmartCampus.Host.Settings;

/// <summary>The command line: every option is a configuration key, and wins over the other sources.</summary>
internal sealed class CampusCommandLine
{
    private static readonly (Option<string> Option, string Key)[] Texts =
    [
        (Text("--store", "sqlite|memory|mongodb", "Where events are kept [default: sqlite]"), nameof(CampusSettings.Store)),
        (Text("--data", "PATH", $"The SQLite file [default: {CampusSettings.DefaultData}]"), nameof(CampusSettings.Data)),
        (Text("--mongo", "URL", "The replica set of --store mongodb; one with a password belongs into the environment variable Campus__Mongo"), nameof(CampusSettings.Mongo)),
        (Text("--mongo-database", "NAME", $"The database on it [default: that of the URL's path, or {MongoPlace.DefaultDatabase}]"), CampusSettings.MongoDatabase),
        (Text("--page-token-key", "BASE64", "Signs page tokens, the same in all processes on one store; better the environment variable Campus__PageTokenKey [default: one in a file beside the SQLite file]"), nameof(CampusSettings.PageTokenKey)),
        (Text("--listen", "ADDRESS", "The IP address to listen on [default: 127.0.0.1]"), nameof(CampusSettings.Listen)),
        (Text("--role", "all|academic|scheduler", "Which services run in this process [default: all]"), nameof(CampusSettings.Role)),
        (Text("--scheduler-url", "URL", "Where role academic finds the scheduler [default: http://127.0.0.1:8003, plus the port offset]"), nameof(CampusSettings.SchedulerUrl)),
        (Text("--mode", "optimistic|pessimistic|detect", "What enrollments do about others who are faster [default: optimistic]"), nameof(CampusSettings.Mode)),
        (Text("--port-offset", "N", $"Added to every port; '{CampusSettings.FreePorts}' takes free ports [default: 0]"), nameof(CampusSettings.PortOffset)),
    ];

    private static readonly Option<bool?> Demo = new("--demo")
    {
        Description = "Fill the store with the demo campus [default: true when no store, data or address is given]",
        HelpName = "true|false",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private CampusCommandLine(IReadOnlyDictionary<string, string?> configuration, string? help) =>
        (Configuration, Help) = (configuration, help);

    /// <summary>The options given, as configuration.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; }

    /// <summary>The help page when it was asked for; else null.</summary>
    public string? Help { get; }

    /// <exception cref="SettingsException">The arguments are not understood.</exception>
    public static CampusCommandLine Parse(string[] args)
    {
        var command = new RootCommand("Serves a campus: courses, sections, students, enrollments, rooms and timetables over HTTP.") { Demo };
        foreach (var (option, _) in Texts) command.Add(option);
        command.Options.Remove(command.Options.Single(option => option is VersionOption));

        var result = command.Parse(args);
        if (result.Errors is [var error, ..]) throw new SettingsException($"{error.Message.TrimEnd('.')}; --help lists the options.");
        if (result.Action is System.CommandLine.Help.HelpAction) return new CampusCommandLine(new Dictionary<string, string?>(), Render(result));
        var given = Texts
            .Select(text => (text.Key, Value: result.GetValue(text.Option)))
            .Append((Key: "Demo", Value: result.GetResult(Demo) is null ? null : (result.GetValue(Demo) ?? true).ToString()))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => $"{CampusSettings.Section}:{pair.Key}", pair => pair.Value);
        return new CampusCommandLine(given, help: null);
    }

    private static string Render(ParseResult result)
    {
        using var page = new StringWriter();
        result.Invoke(new InvocationConfiguration { Output = page });
        return page.ToString();
    }

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
