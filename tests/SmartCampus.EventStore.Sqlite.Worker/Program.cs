using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>The commands of the fault tests; docs/faults.md says what each of them shows.</summary>
internal static class Program
{
    private const string Usage = """
        kill [--rounds 100] [--seed S]     kills a process with 50 clients again and again, and audits its file each time
        flip [--per-page 60] [--whole-pages 3] [--seed S]
                                           flips bits of every page of a small store's file, and reads everything each time
        flush [--count 40]                 traces the system calls of 1 and of 50 clients: no acknowledgement before its flush
        """;

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["append", _, _, _, _, _, _, _, _]: return await AppendCommand.RunAsync(WorkerSettings.Parse(args));
            case ["fill", var path]: return await FillCommand.RunAsync(path);
            case ["backup", var path, var target]: return await BackupAsync(path, target);
            case ["kill", ..]: return await KillAsync(Option(args, "--rounds", 100), Option(args, "--seed", Environment.TickCount & 0xffff));
            case ["flip", ..]: return await FlipAsync(Option(args, "--per-page", 60), Option(args, "--whole-pages", 3), Option(args, "--seed", Environment.TickCount & 0xffff));
            case ["flush", ..]: return await FlushAsync(Option(args, "--count", 40));
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    /// <summary>Makes a backup, for a test that runs it where it cannot be written; 3 says that the store has said so.</summary>
    private static async Task<int> BackupAsync(string path, string target)
    {
        await using var store = SqliteEventStore.Open(path, WorkerEvents.Serializer);
        try
        {
            await store.BackupAsync(target);
            return 0;
        }
        catch (EventStoreUnavailableException)
        {
            return 3;
        }
    }

    private static Task<int> KillAsync(int rounds, int seed) => InFolderAsync(folder => KillRounds.RunAsync(folder, rounds, seed, Console.WriteLine));

    private static async Task<int> FlushAsync(int count)
    {
        var code = 0;
        foreach (var clients in (int[])[1, 50])
        {
            code |= await InFolderAsync(async folder =>
            {
                var settings = new WorkerSettings { Path = Path.Combine(folder, "flush.db"), Seed = 1, Clients = clients, Count = count };
                var report = await FlushTrace.RunAsync(folder, settings);
                var numbers = $"{clients} clients: {report.Acknowledged:n0} acknowledgements, {report.Flushes:n0} flushes of the log, {report.Writes:n0} writes to it, {report.Early} acknowledgements before their flush";
                return report.Early == 0 ? numbers : throw new AuditException(numbers);
            });
        }
        return code;
    }

    private static async Task<int> FlipAsync(int perPage, int wholePages, int seed)
    {
        var code = 0;
        foreach (var keepsLog in (bool[])[false, true])
            code |= await InFolderAsync(folder => ByteFlips.RunAsync(folder, seed, perPage, wholePages, keepsLog, Console.WriteLine));
        return code;
    }

    /// <summary>Runs something in a folder that is kept when it fails, so that the file can be looked at.</summary>
    private static async Task<int> InFolderAsync(Func<string, Task<string>> run)
    {
        var folder = Directory.CreateTempSubdirectory("events-");
        try
        {
            Console.WriteLine(await run(folder.FullName));
        }
        catch (Exception e) when (e is AuditException or EventStoreException)
        {
            Console.WriteLine($"FAILED, see {folder.FullName}: {e.Message}");
            return 1;
        }
        folder.Delete(recursive: true);
        return 0;
    }

    private static int Option(string[] args, string name, int fallback) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : fallback;
}
