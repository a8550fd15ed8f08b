using System.Diagnostics;

namespace SmartCampus.Events.Worker;

/// <summary>Kills a process in the middle of its work again and again, and audits the file after each time.</summary>
public static class KillRounds
{
    /// <summary>After so many rounds a new file begins, so that the audits, which read all of it, stay quick.</summary>
    private const int RoundsPerFile = 10;

    /// <summary>Runs the rounds.</summary>
    /// <param name="folder">Where the files are made.</param>
    /// <param name="rounds">How many.</param>
    /// <param name="seed">Tells the moments of the kills, the settings and what is appended.</param>
    /// <param name="say">Takes a line per round.</param>
    /// <returns>The numbers of all rounds.</returns>
    /// <exception cref="AuditException">A promise was broken.</exception>
    public static async Task<string> RunAsync(string folder, int rounds, int seed, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var random = new Random(seed);
        var ledger = new Ledger();
        long events = 0, acknowledged = 0, found = 0, lost = 0;
        for (var round = 0; round < rounds; round++)
        {
            if (round % RoundsPerFile == 0) ledger = new Ledger();
            var settings = new WorkerSettings
            {
                Path = Path.Combine(folder, FormattableString.Invariant($"kill-{round / RoundsPerFile}.db")),
                Seed = unchecked((seed * 1_000) + round),
                IndexBatchSize = random.Next(3) switch { 0 => 16_384, 1 => 300, _ => 20 },
                Checkpoints = random.Next(2) == 0,
                Extras = true,
            };
            var before = ledger.Attempts.Count(a => a.Result is not null);
            var moment = await KillAsync(settings, ledger, random);
            var told = ledger.Attempts.Count(a => a.Result is not null) - before;
            var report = await Audit.RunAsync(new SqliteEventStoreOptions { Path = settings.Path, IndexBatchSize = settings.IndexBatchSize }, ledger);
            (acknowledged, found, lost) = (acknowledged + told, found + report.FoundUnanswered, lost + report.LostUnanswered);
            if (round % RoundsPerFile == RoundsPerFile - 1 || round == rounds - 1) events += report.Events;
            say($"round {round + 1,3}: killed {moment}, index batch {settings.IndexBatchSize:n0}, {told:n0} acknowledged and found, without answer {report.FoundUnanswered} stored and {report.LostUnanswered} not");
        }
        return $"{(rounds == 1 ? "1 round" : $"{rounds} rounds")}, seed {seed}: {acknowledged:n0} acknowledged appends, all found as told; {found:n0} unanswered ones found whole, {lost:n0} not stored; {events:n0} events read; no promise broken";
    }

    /// <summary>Kills a worker while it starts, or after so many acknowledgements and a moment more.</summary>
    private static async Task<string> KillAsync(WorkerSettings settings, Ledger ledger, Random random)
    {
        using var worker = WorkerProcess.Start(settings, ledger);
        string moment;
        if (random.Next(6) == 0)
        {
            var milliseconds = random.Next(100, 500);
            moment = $"{milliseconds} ms after its start";
            await Task.Delay(milliseconds);
        }
        else
        {
            var count = random.Next(1, 1_500);
            var microseconds = random.Next(5_000);
            moment = $"{microseconds} µs after acknowledgement {count:n0}";
            await worker.AcknowledgedAsync(count);
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds) Thread.Yield();
        }
        await worker.KillAsync();
        return moment;
    }
}
