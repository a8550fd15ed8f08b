using System.Diagnostics;

namespace SmartCampus.Benchmarks.Measuring;

/// <summary>Clients that repeat an operation until the time is up.</summary>
internal static class Load
{
    /// <summary>Runs the clients, each on a task of its own.</summary>
    /// <param name="clients">How many.</param>
    /// <param name="length">For how long; each client does one operation at least, and one that was begun is ended.</param>
    /// <param name="operation">One operation of the client with this number.</param>
    /// <param name="eventsPerOperation">How many events an operation appends or reads.</param>
    public static async Task<Slice> RunAsync(int clients, TimeSpan length, Func<int, ValueTask> operation, int eventsPerOperation = 1)
    {
        var latencies = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToArray();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(latencies.Select((own, client) => Task.Run(async () =>
        {
            var begun = Stopwatch.GetTimestamp();
            do
            {
                await operation(client);
                var ended = Stopwatch.GetTimestamp();
                own.Record(ended - begun);
                begun = ended;
            }
            while (begun < end);
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        var all = new Latencies();
        foreach (var own in latencies) all.Add(own);
        var events = all.Count * eventsPerOperation;
        return new Slice(events / elapsed.TotalSeconds, all.Microseconds(0.50), all.Microseconds(0.99), (double)allocated / events) { Events = events };
    }
}
