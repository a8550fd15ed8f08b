namespace SmartCampus.Events.Worker;

/// <summary>The commands of the fault tests; docs/faults.md says what each of them shows.</summary>
internal static class Program
{
    private const string Usage = """
        kill [--rounds 100] [--seed S]
            kills a process with 50 clients again and again, and audits its file each time
        flip [--per-page 60] [--whole-pages 3] [--seed S]
            flips bits of every page of a small store's file, and reads everything each time: for each page so many
            anywhere in it and as many in its first 64 bytes, and one of every byte of the whole pages; all of it without
            and with a write-ahead log beside the file
        flush [--count 40]
            traces the system calls of 1 and of 50 clients, which append so often each: no acknowledgement before its
            flush; needs strace (Linux)

        Numbers are whole and 1 or more, but for --whole-pages, which may be 0, and --seed, which is any.
        Exit codes: 0 all is well, 1 a promise is broken, 2 the command line is wrong or strace cannot be used.
        """;

    private static (string, int, int) Seed => ("--seed", Environment.TickCount & 0xffff, int.MinValue);

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["append", _, _, _, _, _, _, _, _]: return await AppendCommand.RunAsync(WorkerSettings.Parse(args));
            case ["fill", var path]: return await FillCommand.RunAsync(path);
            case ["backup", var path, var target]: return await BackupAsync(path, target);
            case ["kill", .. var rest] when CommandOptions.Read(rest, ("--rounds", 100, 1), Seed) is [var rounds, var seed]: return await KillAsync(rounds, seed);
            case ["flip", .. var rest] when CommandOptions.Read(rest, ("--per-page", 60, 1), ("--whole-pages", 3, 0), Seed) is [var perPage, var wholePages, var seed]:
                return await FlipAsync(perPage, wholePages, seed);
            case ["flush", .. var rest] when CommandOptions.Read(rest, ("--count", 40, 1)) is [var count]: return await FlushAsync(count);
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
        if (!await FlushTrace.IsAvailableAsync())
        {
            await Console.Error.WriteLineAsync("flush needs strace (Linux), and the right to trace a process: install it, or look whether ptrace is allowed here.");
            return 2;
        }
        var code = 0;
        foreach (var clients in (int[])[1, 50])
        {
            code |= await InFolderAsync(async folder =>
            {
                var settings = new WorkerSettings { Path = Path.Combine(folder, "flush.db"), Seed = 1, Clients = clients, Count = count };
                var report = await FlushTrace.RunAsync(folder, settings);
                var numbers = $"{(clients == 1 ? "1 client" : $"{clients} clients")}: {report.Acknowledged:n0} acknowledgements, {report.Flushes:n0} flushes of the log, {report.Writes:n0} writes to it, {report.Early} acknowledgements before their flush";
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
}
