using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES14: every other write is cut off at each of its commands; it is then done whole, or an error that says so, and doing it again does it once.</summary>
public sealed class WriteFaultTests
{
    private static readonly string[] Calls = ["truncate", "delete", "tombstone", "snapshot", "claim", "renew", "save", "release", "add letter", "remove letter"];
    private static readonly string[] Commands = ["findAndModify", "insert", "update"];

    public static TheoryData<string, string, Fault> Cuts
    {
        get
        {
            var cuts = new TheoryData<string, string, Fault>();
            foreach (var call in Calls)
                foreach (var command in Commands)
                    foreach (var fault in (Fault[])[Fault.DropBeforeApplying, Fault.DropAfterApplying, Fault.WriteConcernTimeout]) cuts.Add(call, command, fault);
            return cuts;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_write_that_is_cut_off_is_whole_in_the_end_and_done_once(string call, string command, Fault fault)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var whole = await DescribeAfterAsync(campus.Open(), call, "model");
        var claim = await PrepareAsync(store, "a");
        for (var skip = 0; skip < 2; skip++) campus.Server.Faults.Next(command, null, fault, times: 2, skip);

        var isDone = await TryAsync(store, call, "a", claim);
        campus.Server.Faults.Clear();
        var seen = await DescribeAsync(store, "a");
        if (!isDone && !await TryAsync(campus.Open(), call, "a", claim)) Assert.Fail("It failed again, without a fault.");

        if (isDone) Assert.Equal(whole, seen);
        Assert.Equal(whole, await DescribeAsync(campus.Open(), "a"));
        Audit.Verify(campus.Commits);
    }

    private static async Task<string> DescribeAfterAsync(MongoEventStore store, string call, string id)
    {
        await RunAsync(store, call, id, await PrepareAsync(store, id));
        return await DescribeAsync(store, id);
    }

    private static async Task<CheckpointClaim> PrepareAsync(MongoEventStore store, string id)
    {
        await store.AppendAsync(Campus.Seats(new StreamId(id), ExpectedVersion.NoStream, 3), Campus.Cancellation);
        var claim = (await store.TryClaimAsync(id, "ada", TimeSpan.FromHours(1), Campus.Cancellation))!;
        await store.AddAsync(claim, Letter(id, 1), Campus.Cancellation);
        return claim;
    }

    private static async Task<bool> TryAsync(MongoEventStore store, string call, string id, CheckpointClaim claim)
    {
        try
        {
            await RunAsync(store, call, id, claim);
            return true;
        }
        catch (EventStoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task RunAsync(MongoEventStore store, string call, string id, CheckpointClaim claim)
    {
        var (stream, cancellation) = (new StreamId(id), Campus.Cancellation);
        switch (call)
        {
            case "truncate": await store.TruncateAsync(stream, 3, ExpectedVersion.Any, cancellation); break;
            case "delete": await store.DeleteAsync(stream, ExpectedVersion.Any, cancellation); break;
            case "tombstone": await store.TombstoneAsync(stream, ExpectedVersion.Any, cancellation); break;
            case "snapshot": await store.SaveSnapshotAsync(new Snapshot(stream, 2, "s", new byte[9]), cancellation); break;
            case "claim": await store.TryClaimAsync($"{id}-free", "ada", TimeSpan.FromHours(1), cancellation); break;
            case "renew": await store.RenewAsync(claim, TimeSpan.FromHours(2), cancellation); break;
            case "save": await store.SaveAsync(claim, new GlobalPosition(7), cancellation); break;
            case "release": await store.ReleaseAsync(claim, cancellation); break;
            case "add letter": await store.AddAsync(claim, Letter(id, 2), cancellation); break;
            default: await store.RemoveAsync(id, new GlobalPosition(1), cancellation); break;
        }
    }

    /// <summary>What readers see; the events of all streams as well, which lose their bytes one document after the other.</summary>
    private static async Task<string> DescribeAsync(MongoEventStore store, string id)
    {
        var page = await store.ReadStreamPageAsync(new StreamId(id), StreamReadOptions.Default, Campus.Cancellation);
        var all = await Campus.ReadAllAsync(store, new AllReadOptions { Filter = new EventFilter { StreamPrefix = id } });
        var snapshot = await store.GetLatestSnapshotAsync(page.Stream, "s", null, Campus.Cancellation);
        var letters = await ((IDeadLetterStore)store).ReadAsync(id, cancellationToken: Campus.Cancellation);
        var claim = await store.TryClaimAsync($"{id}-free", "bob", TimeSpan.FromTicks(1), Campus.Cancellation);
        return $"{page.Status} {page.First}-{page.Head}, all {string.Join(' ', all.Select(e => e.Version))}, snapshot {snapshot?.State.Length}, " +
            $"checkpoint {await ((ICheckpointStore)store).ReadAsync(id, Campus.Cancellation)}, letters {string.Join(' ', letters.Select(l => l.Position))}, free {claim is not null}";
    }

    private static DeadLetter Letter(string id, long position) => new(id, new StreamId(id), new GlobalPosition(position), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch);
}
