using System.Collections.Concurrent;
using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>The calls of a store by name, each on a stream and a consumer group of its own, and what has become of them.</summary>
internal sealed class CancellableCalls(OpenedStore store, CancellationToken patience)
{
    public const string Claim = "claim", ReadStream = "read stream", ReadAll = "read all", ReadSnapshot = "read snapshot", Wait = "wait";

    private readonly ConcurrentDictionary<string, (AppendRequest Request, CheckpointClaim Claim)> _prepared = new();

    public static string[] Names { get; } =
    [
        "append", "truncate", "delete", "tombstone", "save snapshot", Claim, "renew", "release", "save checkpoint", "add letter", "remove letter",
        "read checkpoint", "read letters", ReadStream, ReadAll, ReadSnapshot, Wait,
    ];

    public static TheoryData<string> All => [.. Names];

    /// <summary>Makes what a call needs: a stream of two events with a snapshot, and a claimed group with a letter.</summary>
    public async Task PrepareAsync(string id)
    {
        var stream = new StreamId(id);
        await store.Events.AppendAsync(StreamAppend.To(stream, ExpectedVersion.NoStream, new Noted("1"), new Noted("2")), patience);
        await store.Events.SaveSnapshotAsync(new Snapshot(stream, 1, "s", new byte[1]), patience);
        var claim = (await store.Checkpoints.TryClaimAsync(id, "ada", TimeSpan.FromMinutes(1), patience))!;
        await store.DeadLetters.AddAsync(claim, Letter(id, 1), patience);
        var request = new AppendRequest([
            StreamAppend.To(stream, ExpectedVersion.Any, new Noted("3"), new Noted("4")),
            StreamAppend.To(new StreamId($"{id}.beside"), ExpectedVersion.Any, new Noted("3"), new Noted("4"))]);
        _prepared[id] = (request, claim);
    }

    /// <summary>Makes a call; made twice, it does no more than once.</summary>
    public async Task RunAsync(string call, string id, CancellationToken cancellationToken)
    {
        var stream = new StreamId(id);
        var (request, claim) = _prepared[id];
        var (events, checkpoints, letters) = (store.Events, store.Checkpoints, store.DeadLetters);
        switch (call)
        {
            case "append": await events.AppendAsync(request, cancellationToken); break;
            case "truncate": await events.TruncateAsync(stream, 2, ExpectedVersion.Any, cancellationToken); break;
            case "delete": await events.DeleteAsync(stream, ExpectedVersion.Any, cancellationToken); break;
            case "tombstone": await events.TombstoneAsync(stream, ExpectedVersion.Any, cancellationToken); break;
            case "save snapshot": await events.SaveSnapshotAsync(new Snapshot(stream, 2, "s", new byte[10_000]), cancellationToken); break;
            case Claim: await checkpoints.TryClaimAsync($"{id}.free", "ada", TimeSpan.FromMinutes(1), cancellationToken); break;
            case "renew": await checkpoints.RenewAsync(claim, TimeSpan.FromMinutes(1), cancellationToken); break;
            case "release": await checkpoints.ReleaseAsync(claim, cancellationToken); break;
            case "save checkpoint": await checkpoints.SaveAsync(claim, new GlobalPosition(7), cancellationToken); break;
            case "add letter": await letters.AddAsync(claim, Letter(id, 2), cancellationToken); break;
            case "remove letter": await letters.RemoveAsync(id, new GlobalPosition(1), cancellationToken); break;
            case "read checkpoint": await checkpoints.ReadAsync(id, cancellationToken); break;
            case "read letters": await letters.ReadAsync(id, cancellationToken: cancellationToken); break;
            case ReadStream: await events.ReadStreamPageAsync(stream, StreamReadOptions.Default, cancellationToken); break;
            case ReadAll: await events.ReadAllPageAsync(AllReadOptions.Default, cancellationToken); break;
            case ReadSnapshot: await events.GetLatestSnapshotAsync(stream, "s", null, cancellationToken); break;
            case Wait: await events.WaitForEventsAsync(GlobalPosition.Start, cancellationToken); break;
            default: throw new ArgumentOutOfRangeException(nameof(call), call, null);
        }
    }

    /// <summary>Says all that a reader can see of what a call has done.</summary>
    public async Task<string> DescribeAsync(string id)
    {
        var page = await store.Events.ReadStreamPageAsync(new StreamId(id), StreamReadOptions.Default, patience);
        var beside = await store.Events.ReadStreamPageAsync(new StreamId($"{id}.beside"), StreamReadOptions.Default, patience);
        var snapshot = await store.Events.GetLatestSnapshotAsync(page.Stream, "s", null, patience);
        var letters = await store.DeadLetters.ReadAsync(id, cancellationToken: patience);
        return $"{page.Status} {page.First}-{page.Head} ({page.Events.Count}), beside {beside.Head} ({beside.Events.Count}), snapshot {snapshot?.Version} " +
            $"of {snapshot?.State.Length}, checkpoint {await store.Checkpoints.ReadAsync(id, patience)}, letters {string.Join(", ", letters.Select(l => l.Position))}";
    }

    private static DeadLetter Letter(string id, long position) => new(id, new StreamId(id), new GlobalPosition(position), "noted", "why", 1, DateTimeOffset.UnixEpoch);
}
