using System.Runtime.InteropServices;
using SQLitePCL;

namespace SmartCampus.Events.Worker;

/// <summary>The process that is killed: its clients append, and say on the standard output what they try and what was answered, see <see cref="Ledger"/>.</summary>
internal static class AppendCommand
{
    public static async Task<int> RunAsync(WorkerSettings settings)
    {
        var options = new SqliteEventStoreOptions { Path = settings.Path, IndexBatchSize = settings.IndexBatchSize, BusyTimeout = TimeSpan.FromSeconds(60), Durability = settings.Durability };
        await using var store = SqliteEventStore.Open(options, WorkerEvents.Serializer);
        using var stop = new CancellationTokenSource();
        var checkpoints = settings.Checkpoints ? Task.Run(() => CheckpointAsync(settings.Path, stop.Token)) : Task.CompletedTask;
        await Task.WhenAll(Enumerable.Range(0, settings.Clients).Select(client => Task.Run(() => ClientAsync(store, settings, client))));
        await stop.CancelAsync();
        await checkpoints;
        return 0;
    }

    private static async Task ClientAsync(SqliteEventStore store, WorkerSettings settings, int client)
    {
        var group = FormattableString.Invariant($"group-{settings.Seed}-{client}");
        var claim = settings.Extras ? await store.TryClaimAsync(group, "worker", TimeSpan.FromHours(1)) : null;
        for (var number = 0; number < settings.Count; number++)
        {
            var result = await AppendAsync(store, new PlannedAppend(settings.Seed, client, number));
            if (claim is null || number % 5 != 0) continue;
            await store.SaveAsync(claim, result.Position);
            Say($"c {group} {result.Position}");
            var (stream, version) = (result.Streams[0].Stream, result.Streams[0].Last);
            await store.SaveSnapshotAsync(new Snapshot(stream, version, Ledger.SnapshotSchema, BitConverter.GetBytes(version.Value)));
            Say($"s {stream} {version}");
        }
    }

    private static async Task<AppendResult> AppendAsync(SqliteEventStore store, PlannedAppend plan)
    {
        while (true)
        {
            var heads = new List<long>();
            foreach (var stream in plan.Streams)
                heads.Add((await store.ReadStreamPageAsync(stream, new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 })).Head.Value);
            // Ids of both kinds: those that grow with time, and those that fall anywhere into the index.
            var id = plan.Number % 4 == 0 ? new CommitId(Guid.NewGuid()) : CommitId.New();
            Say($"? {id} {plan.Seed} {plan.Client} {plan.Number} {string.Join(',', heads)}");
            try
            {
                var result = await store.AppendAsync(plan.Request(id, heads));
                Say($"! {id} {result.Position} {string.Join(',', result.Streams.Select(s => $"{s.First}-{s.Last}"))}");
                return result;
            }
            catch (ConcurrencyException)
            {
                Say($"x {id}");
            }
        }
    }

    /// <summary>Writes a line in one call of the system, so that a kill leaves it whole or not at all.</summary>
    private static void Say(FormattableString line)
    {
        var text = FormattableString.Invariant(line);
        lock (Console.Out) Console.Out.WriteLine(text);
    }

    /// <summary>Moves the write-ahead log into the file in all ways that there are, one after the other.</summary>
    private static async Task CheckpointAsync(string path, CancellationToken stop)
    {
        Marshal.ThrowExceptionForHR(raw.sqlite3_open_v2(path, out var connection, raw.SQLITE_OPEN_READWRITE, null));
        using (connection)
        {
            for (var mode = 0; !stop.IsCancellationRequested; mode = (mode + 1) % 4)
            {
                raw.sqlite3_wal_checkpoint_v2(connection, null, mode, out _, out _);
                await Task.Delay(7, CancellationToken.None);
            }
        }
    }
}
