using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MongoDB.Driver;

namespace SmartCampus.RegistrationDay.Settings;

/// <summary>The command line.</summary>
internal static class RegistrationDayCommandLine
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "An instance of the International Timetabling Competition 2019 (XML)",
        Arity = ArgumentArity.ZeroOrOne, // Missing is reported below, in words of ours.
    };

    private static readonly Option<int> Clients = Number("--clients", "How many clients register at once", 50, 1, 10_000);

    private static readonly Option<Via> Via = Choice(
        "--via", "How the clients reach the campus [default: inprocess]", ("inprocess", Settings.Via.InProcess), ("http", Settings.Via.Http));

    private static readonly Option<Mode> Mode = Choice(
        "--mode", "What the campus is asked to do about others who are faster [default: optimistic]",
        ("optimistic", Settings.Mode.Optimistic), ("pessimistic", Settings.Mode.Pessimistic), ("detect", Settings.Mode.Detect), ("mixed", Settings.Mode.Mixed));

    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "The host to register at, with --via http [default: a host of its own on a free port]",
        HelpName = "http://HOST:PORT",
        CustomParser = ParseUrl,
    };

    private static readonly Option<Store> Store = Choice(
        "--store", "What keeps the campus [default: sqlite]", ("sqlite", Settings.Store.Sqlite), ("mongodb", Settings.Store.MongoDB));

    private static readonly Option<MongoUrl?> Mongo = new("--mongo")
    {
        Description = "The replica set of --store mongodb; a database in the path of the URL is kept [default: a new database, dropped at the end]",
        HelpName = "mongodb://HOST,HOST/?replicaSet=NAME",
        CustomParser = ParseMongoUrl,
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The SQLite file that keeps the campus, and PATH.acknowledged what was acknowledged; a run on the data of an earlier one continues it [default: a new file, deleted at the end]",
        HelpName = "PATH",
    };

    private static readonly Option<int> Seed = Number("--seed", "Decides the order of the requests, and every other choice by chance", 2019, 0, int.MaxValue);

    private static readonly Option<bool> TightRooms = new("--tight-rooms")
    {
        Description = "Book rooms for half of the sections that have fewer seats than the section, so that rooms are outgrown",
    };

    private static readonly Option<bool> Processes = new("--processes")
    {
        Description = "With --via http: the academic service and the scheduler are processes of their own",
    };

    private static readonly Option<int> Academics = Number("--academics", "With --processes: how many academic services", 1, 1, 16);

    private static readonly Option<int> KillRounds = Number("--kill-rounds", "With --processes: how often one of them is killed and started again meanwhile", 0, 0, 1_000);

    /// <summary>Builds the command.</summary>
    /// <param name="run">Runs the settings and gives the exit code.</param>
    /// <param name="refuse">Takes what is wrong with options that contradict each other, and gives the exit code.</param>
    public static RootCommand Build(Func<RegistrationDaySettings, CancellationToken, Task<int>> run, Func<string, Task<int>> refuse)
    {
        var command = new RootCommand("Imports a university, gives its classes times and rooms, lets every student register at once, and verifies what became of it.")
        {
            File, Clients, Mode, Via, Url, Store, Mongo, Data, Seed, TightRooms, Processes, Academics, KillRounds,
        };
        command.Options.Remove(command.Options.Single(option => option is VersionOption));
        command.SetAction((result, cancellationToken) => FindContradiction(result) is { } contradiction ? refuse(contradiction) : run(
            new RegistrationDaySettings(
                result.GetRequiredValue(File), result.GetValue(Clients), result.GetValue(Via), result.GetValue(Url), result.GetValue(Mongo), result.GetValue(Data), result.GetValue(Seed),
                result.GetValue(Mode), result.GetValue(TightRooms), result.GetValue(Processes), result.GetValue(Academics), result.GetValue(KillRounds)),
            cancellationToken));
        return command;
    }

    /// <summary>What is wrong with options that are right one by one; asked when they are, because a value that is not cannot be read.</summary>
    private static string? FindContradiction(ParseResult result)
    {
        var (isHttp, hasUrl) = (result.GetValue(Via) == Settings.Via.Http, result.GetResult(Url) is not null);
        var (isMongo, mongo, hasData) = (result.GetValue(Store) == Settings.Store.MongoDB, result.GetValue(Mongo), result.GetResult(Data) is not null);
        return
            result.GetResult(File) is null ? "Name the FILE to read" :
            result.GetValue(Processes) && (!isHttp || hasUrl) ? "--processes needs --via http, without --url" :
            result.GetValue(Academics) > 1 && !result.GetValue(Processes) ? "--academics needs --processes" :
            result.GetValue(KillRounds) > 0 && !result.GetValue(Processes) ? "--kill-rounds needs --processes" :
            hasUrl && !isHttp ? "--url needs --via http" :
            hasUrl && hasData ? "--url and --data exclude each other: a host that is there already has its own data" :
            hasUrl && isMongo ? "--url and --store exclude each other: a host that is there already has its own store" :
            isMongo != mongo is not null ? "--store mongodb and --mongo go together" :
            hasData && mongo is { DatabaseName: null } ? "--data needs a database in the path of --mongo: one that is made for a run is dropped at its end" :
            null;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        result.AddError($"'{result.Tokens[0].Value}' is no address of a host: give one such as http://localhost:8000.");
        return null;
    }

    private static MongoUrl? ParseMongoUrl(ArgumentResult result)
    {
        try
        {
            return new MongoUrl(result.Tokens[0].Value);
        }
        catch (Exception exception) when (exception is MongoException or ArgumentException or FormatException)
        {
            // Not repeated here: there may be a password in it.
            result.AddError("--mongo is no MongoDB connection string: give one such as mongodb://db1,db2,db3/?replicaSet=rs0.");
            return null;
        }
    }

    /// <summary>An option that takes one of some names; without it, it has the value 0 of its type.</summary>
    private static Option<T> Choice<T>(string name, string description, params (string Name, T Value)[] values) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', values.Select(v => v.Name)),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (values.Any(v => v.Name == text)) return values.First(v => v.Name == text).Value;
            result.AddError($"{name} is {string.Join(" or ", values.Select(v => v.Name))}, not '{text}'.");
            return values[0].Value;
        },
    };

    private static Option<int> Number(string name, string description, int standard, int lowest, int highest) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest) return value;
            result.AddError($"{name} is {lowest} to {highest}, not '{text}'.");
            return standard;
        },
    };
}
