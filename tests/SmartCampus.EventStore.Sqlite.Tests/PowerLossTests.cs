using System.Collections.Concurrent;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>
/// ES1, ES2, ES4 and ES5 on a simulated disk that loses its power: at any write or flush of the store, with whatever part of
/// the unflushed sectors written, in any order. It is a simulation: what a real disk does is not proven by it.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private static readonly StreamId[] Streams = [.. Enumerable.Range(0, 6).Select(i => new StreamId($"room-{i}"))];

    private readonly StoreFile _file = new();
    private readonly FaultyDisk _disk;
    private readonly ConcurrentDictionary<CommitId, int> _planned = [];

    public PowerLossTests() => _disk = new FaultyDisk(_file.Path, isSimulated: true);

    public void Dispose()
    {
        _disk.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_a_loss_of_power_leaves_every_acknowledged_append_is_there_and_no_half_one(int seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var acknowledged = new ConcurrentQueue<CommitId>();
        var cuts = new ConcurrentQueue<(CommitId[] Acknowledged, DiskImage Left)>();
        var random = new Random(seed);
        _disk.Watch = () =>
        {
            // What was acknowledged is looked at before the disk is.
            var known = acknowledged.ToArray();
            lock (random)
            {
                if (random.Next(6) == 0 && known.Length > 0 && cuts.Count < 75) cuts.Enqueue((known, _disk.Image().AfterPowerLoss(random)));
            }
        };
        await using (var store = _file.Open(indexBatchSize: 5 + 3 * seed)) await Task.WhenAll(Enumerable.Range(0, 3).Select(client => Task.Run(() => ClientAsync(store, client))));
        Assert.Equal(75, cuts.Count);

        foreach (var (known, left) in cuts) await left.OpenCopyAsync(async copy => await CheckAsync(copy, known, absent: []));

        async Task ClientAsync(SqliteEventStore store, int client)
        {
            var choice = new Random(seed * 100 + client);
            for (var i = 0; i < 60; i++)
            {
                var request = Plan(choice);
                acknowledged.Enqueue((await store.AppendAsync(request)).CommitId);
                if (i % 20 == 10 + client) _file.Execute($"pragma wal_checkpoint({(client == 0 ? "restart" : "passive")});");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_answer_stays_true_whatever_fails_and_whenever_the_power_or_the_process_is_lost(int seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var requests = new List<AppendRequest>();
        var (stored, refused) = (new HashSet<CommitId>(), new HashSet<CommitId>());
        var (unknown, copies) = (0, 0);
        await using var store = _file.Open(indexBatchSize: 4);
        for (var i = 0; i < 250; i++)
        {
            if (random.Next(3) == 0) BreakOrHeal(random);
            // Some are new, and some are repeated after whatever answer.
            var request = requests.Count > 0 && random.Next(3) == 0 ? requests[random.Next(Math.Max(0, requests.Count - 4), requests.Count)] : Plan(random);
            if (!requests.Contains(request)) requests.Add(request);
            try
            {
                var result = await store.AppendAsync(request);
                Assert.Equal(stored.Contains(request.CommitId), result.AlreadyCommitted);
                stored.Add(request.CommitId);
                refused.Remove(request.CommitId);
            }
            catch (EventStoreUnavailableException)
            {
                if (!stored.Contains(request.CommitId)) refused.Add(request.CommitId);
            }
            catch (AppendOutcomeUnknownException e)
            {
                Assert.Equal(request.CommitId, e.CommitId);
                Assert.DoesNotContain(request.CommitId, stored);
                refused.Remove(request.CommitId);
                unknown++;
            }
            if (random.Next(5) != 0) continue;
            copies++;
            await ComeBackAsync(_disk.Image(), random, stored, refused);
        }
        _disk.Heal();
        await CheckAsync(store, stored, refused);
        Assert.True(stored.Count > 20 && refused.Count > 5 && unknown > 0 && copies > 20, $"{stored.Count} stored, {refused.Count} refused, {unknown} unknown, {copies} copies");
    }

    /// <summary>Kills the process or the power; what the next process has shown must then survive the power as well.</summary>
    private async Task ComeBackAsync(DiskImage now, Random random, IReadOnlySet<CommitId> stored, IReadOnlySet<CommitId> refused)
    {
        if (random.Next(2) == 0) now = now.AfterPowerLoss(random);
        ICollection<CommitId> shown = [];
        var later = await now.OpenCopyAsync(async copy =>
        {
            shown = (await copy.CommitsAsync()).Keys;
            await CheckAsync(copy, stored, refused);
        });
        await later.AfterPowerLoss(random).OpenCopyAsync(async copy => await CheckAsync(copy, shown, refused));
    }

    private void BreakOrHeal(Random random)
    {
        _disk.Heal();
        var code = random.Next(2) == 0 ? raw.SQLITE_FULL : raw.SQLITE_IOERR_WRITE;
        var (skip, times) = (random.Next(4), random.Next(2) == 0 ? 1 : int.MaxValue);
        _ = random.Next(4) switch
        {
            0 => _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Write, code) { Skip = skip, Times = times, IsTorn = random.Next(2) == 0 }),
            1 or 2 => _disk.Fail(new DiskFault(DiskPart.Log, DiskCall.Sync, raw.SQLITE_IOERR_FSYNC) { Skip = skip / 2, Times = times, Forgets = random.Next(2) == 0 }),
            _ => null,
        };
        // Now and then the log is moved into the file, while the disk is well.
        if (random.Next(3) != 0) return;
        _disk.Heal();
        _file.Execute($"pragma wal_checkpoint({(random.Next(2) == 0 ? "passive" : "restart")});");
    }

    private AppendRequest Plan(Random random)
    {
        var first = random.Next(Streams.Length);
        var parts = Enumerable.Range(0, 1 + random.Next(2)).Select(i => Steps.Part(Streams[(first + i) % Streams.Length], ExpectedVersion.Any, 1 + random.Next(4))).ToArray();
        var request = new AppendRequest(parts);
        _planned[request.CommitId] = parts.Sum(part => part.Events.Count);
        return request;
    }

    private async Task CheckAsync(SqliteEventStore store, IEnumerable<CommitId> present, IEnumerable<CommitId> absent)
    {
        var commits = await store.CommitsAsync();
        foreach (var (id, count) in commits) if (_planned.TryGetValue(id, out var planned)) Assert.Equal(planned, count);
        foreach (var id in present) Assert.Contains(id, commits.Keys);
        foreach (var id in absent) Assert.DoesNotContain(id, commits.Keys);
        // The store goes on, and closes no gap that is not there.
        foreach (var stream in Streams) await store.AppendAsync(stream, ExpectedVersion.Exactly((await store.HeadAsync(stream)).Head));
        await store.VerifyAsync();
    }
}
