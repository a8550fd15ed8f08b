using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>
/// <c>PATH PREFIX STREAMS CLIENTS COUNT INDEX-BATCH</c>: each client appends COUNT times two events to one of the streams
/// PREFIX0, PREFIX1 …, at the version that it has read, again after a conflict, and prints <c>STREAM LAST-VERSION POSITION COMMIT-ID</c> for each
/// acknowledgement.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args.Length != 6) return 2;
        var (prefix, streams, clients, count) = (args[1], Number(args[2]), Number(args[3]), Number(args[4]));
        var options = new SqliteEventStoreOptions { Path = args[0], IndexBatchSize = Number(args[5]), BusyTimeout = TimeSpan.FromSeconds(30) };
        await using var store = SqliteEventStore.Open(options, WorkerEvents.Serializer);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => ClientAsync(store, prefix, streams, client, count))));
        return 0;
    }

    private static async Task ClientAsync(SqliteEventStore store, string prefix, int streams, int client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var result = await AppendAsync(store, new StreamId($"{prefix}{(client + i) % streams}"), client, i);
            var last = result.Streams[0].Last;
            lock (Console.Out) Console.Out.WriteLine(FormattableString.Invariant($"{result.Streams[0].Stream} {last} {result.Position} {result.CommitId}"));
        }
    }

    private static async Task<AppendResult> AppendAsync(SqliteEventStore store, StreamId stream, int client, int i)
    {
        var who = FormattableString.Invariant($"{Environment.ProcessId}-{client}");
        while (true)
        {
            var page = await store.ReadStreamPageAsync(stream, new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 });
            try
            {
                return await store.AppendAsync(StreamAppend.To(stream, ExpectedVersion.Exactly(page.Head), new SeatTaken(who, i), new SeatFreed(who)));
            }
            catch (ConcurrencyException)
            {
                // Another client was first: read again.
            }
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
