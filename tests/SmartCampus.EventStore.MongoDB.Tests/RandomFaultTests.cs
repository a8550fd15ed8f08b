using System.Collections.Concurrent;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Several instances append to the same and to different streams while commands fail at random; then the documents are audited without the store's code.</summary>
public sealed class RandomFaultTests
{
    private static readonly Fault[] Kinds =
        [Fault.DropBeforeApplying, Fault.DropAfterApplying, Fault.NotWritablePrimary, Fault.ShutdownInProgress, Fault.WriteConcernTimeout, Fault.InterruptedMidway];

    private readonly ConcurrentDictionary<Guid, int> _acknowledged = new(), _refused = new(), _open = new();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    [InlineData(5, 4)]
    public async Task Several_instances_keep_every_rule_while_commands_fail_at_random(int stores, int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var campus = await Campus.StartAsync();
        // Readers that hardly wait overtake many a writer.
        var opened = Enumerable.Range(0, stores).Select(_ => campus.Open(o => o with { GapWait = TimeSpan.FromMilliseconds(20) })).ToArray();
        var seen = new List<EventEnvelope>();
        var following = FollowAsync(opened[^1], seen);

        var writing = opened.SelectMany((store, s) => Enumerable.Range(0, 3).Select(w => WriteAsync(campus, store, s, new Random((seed * 100) + (s * 10) + w)))).ToArray();
        await Task.WhenAll(writing);
        campus.Server.Faults.Clear();
        await opened[0].AppendAsync(Campus.Seats(new StreamId("the-end"), ExpectedVersion.NoStream), Campus.Cancellation);
        await following;

        var stored = Audit.Verify(campus.Commits);
        foreach (var (id, count) in _acknowledged) Assert.Equal(count, stored[id]);
        foreach (var id in _refused.Keys) Assert.DoesNotContain(id, stored);
        Assert.Equal(stored.Count, _acknowledged.Count + _open.Keys.Count(stored.ContainsKey) + 1);
        var all = await Campus.ReadAllAsync(opened[0]);
        Assert.Equal(all.Select(e => e.Position), seen.Select(e => e.Position)); // ES6: nothing skipped, nothing twice.
        Assert.Equal(stored.Values.Sum(), all.Count);
    }

    private async Task WriteAsync(Campus campus, MongoEventStore store, int number, Random random)
    {
        for (var i = 0; i < 12; i++)
        {
            var shared = Campus.Part(new StreamId($"shared-{random.Next(2)}"), Expected(random), random.Next(1, 4));
            var own = Campus.Part(new StreamId($"own-{number}"), ExpectedVersion.Any, random.Next(1, 3));
            var request = new AppendRequest(random.Next(3) switch { 0 => [shared], 1 => [own], _ => [own, shared] });
            if (random.Next(2) == 0)
                campus.Server.Faults.Next(random.Next(3) == 0 ? "findAndModify" : "insert", null, Kinds[random.Next(Kinds.Length)], times: random.Next(1, 3), skip: random.Next(4));
            await AppendAsync(store, request, request.Streams.Sum(s => s.Events.Count));
        }
    }

    private async Task AppendAsync(MongoEventStore store, AppendRequest request, int count)
    {
        try
        {
            await store.AppendAsync(request, Campus.Cancellation);
            _acknowledged[request.CommitId.Value] = count;
        }
        catch (Exception e) when (e is ConcurrencyException or EventStoreUnavailableException)
        {
            _refused[request.CommitId.Value] = count;
        }
        catch (AppendOutcomeUnknownException)
        {
            _open[request.CommitId.Value] = count;
        }
    }

    private static ExpectedVersion Expected(Random random) => random.Next(4) switch
    {
        0 => ExpectedVersion.Exactly(random.Next(1, 20)),
        1 => ExpectedVersion.StreamExists,
        _ => ExpectedVersion.Any,
    };

    private static async Task FollowAsync(MongoEventStore store, List<EventEnvelope> seen)
    {
        var checkpoint = GlobalPosition.Start;
        while (seen is not [.., { Stream.Value: "the-end" }])
        {
            try
            {
                await foreach (var page in store.FollowAllAsync(new AllReadOptions { MaxCount = 7, After = checkpoint }, Campus.Cancellation))
                {
                    seen.AddRange(page.Events);
                    checkpoint = page.Next;
                    if (seen is [.., { Stream.Value: "the-end" }]) break;
                }
            }
            catch (EventStoreUnavailableException)
            {
                // A read that met the cut connections of others; who follows begins anew from the checkpoint.
            }
        }
    }
}
