using CsCheck;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>EN, ST8: timetables and rooms come out right under any interleaving of clients and subscribers, any crash, and any repetition.</summary>
public sealed class InterleavingTests
{
    private const int RoundsOfSubscriber = 12;

    // Most steps enroll, so that rooms become too small.
    private static readonly Gen<StepKind> Kind = Gen.Frequency(
        (6, Gen.Const(StepKind.Enroll)), (2, Gen.Const(StepKind.Drop)), (2, Gen.Const(StepKind.Book)), (2, Gen.Const(StepKind.Release)), (1, Gen.Const(StepKind.AddRoom)));

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Kind, Gen.Int[0, BusyCampus.Students - 1], Gen.Int[0, BusyCampus.Sections - 1], Gen.Int[0, BusyCampus.Rooms - 1],
        (kind, student, section, room) => new Step(kind, student, section, room)).Array[1, 25];

    [Fact]
    public void Two_subscribers_at_once_come_to_one_right_end() => Gen.Select(Steps.Array[1, 4], Gen.Int).Sample(
        (clients, seed) => CheckAsync(clients, new Random(seed), faultsPerAppend: 0).GetAwaiter().GetResult(), iter: 100, threads: 1);

    [Fact]
    public void Subscribers_that_crash_between_effects_come_to_one_right_end() => Gen.Select(Steps.Array[1, 4], Gen.Int).Sample(
        (clients, seed) => CheckAsync(clients, new Random(seed), faultsPerAppend: 0.2).GetAwaiter().GetResult(), iter: 100, threads: 1);

    [Fact]
    public void Events_of_different_streams_may_come_in_any_order_and_again() => Gen.Select(Steps, Gen.Int).Sample(
        (steps, seed) => CheckShuffledAsync(steps, new Random(seed)).GetAwaiter().GetResult(), iter: 100, threads: 1);

    private static async Task CheckAsync(Step[][] clients, Random random, double faultsPerAppend)
    {
        var store = TestStore.Create();
        await BusyCampus.FillAsync(store);
        var turns = new TurnStore(store);
        // Its successor starts while the stale one still works.
        Follower[] followers = [NewFollower(), NewFollower()];
        var running = clients.Select(steps => BusyCampus.RunAsync(turns, steps)).Concat(followers.Select(follower => FollowAsync(follower, turns, random))).ToArray();
        turns.Run(random);
        await Task.WhenAll(running);

        // Only what is new to it: the end must not need a replay from the beginning.
        var last = FinishAsync(followers[0]);
        turns.Run(random);
        await last;
        await AssertRightAndAtRestAsync(store, random);

        Follower NewFollower() => new(new CrashingStore(turns, () => random.NextDouble() >= faultsPerAppend ? AppendFault.None : random.Next(2) == 0 ? AppendFault.Before : AppendFault.After));
    }

    private static async Task FollowAsync(Follower follower, TurnStore turns, Random random)
    {
        for (var round = 0; round < RoundsOfSubscriber; round++)
        {
            await turns.TurnAsync().ConfigureAwait(false);
            await TryCatchUpAsync(follower, random).ConfigureAwait(false);
        }
    }

    private static async Task FinishAsync(Follower follower)
    {
        var isDone = false;
        while (!isDone) isDone = await TryCatchUpAsync(follower, random: null).ConfigureAwait(false);
    }

    private static async Task<bool> TryCatchUpAsync(Follower follower, Random? random)
    {
        try
        {
            await follower.CatchUpAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is EventStoreUnavailableException or AppendOutcomeUnknownException)
        {
            // The event is tried again, by this process or by a new one that has an older checkpoint.
            if (random?.Next(2) == 0) follower.Restart(new GlobalPosition(random.NextInt64(follower.Position.Value + 1)));
            return false;
        }
    }

    private static async Task CheckShuffledAsync(Step[] steps, Random random)
    {
        var store = TestStore.Create();
        await BusyCampus.FillAsync(store);
        await BusyCampus.RunAsync(store, steps);
        var follower = new Follower(store);
        var known = GlobalPosition.Start;
        while (await Follower.ReadAsync(store, known, CancellationToken.None) is { Count: > 0 } events)
        {
            known = events[^1].Position;
            await DeliverShuffledAsync(follower, events, random);
        }
        await AssertRightAndAtRestAsync(store, random);
    }

    /// <summary>Each stream in order at first; what came already comes again at any time.</summary>
    private static async Task DeliverShuffledAsync(Follower follower, List<EventEnvelope> events, Random random)
    {
        var delivered = new List<EventEnvelope>();
        var streams = events.GroupBy(envelope => envelope.Stream).Select(group => new Queue<EventEnvelope>(group)).ToList();
        while (streams.Count > 0)
        {
            var stream = streams[random.Next(streams.Count)];
            var envelope = stream.Dequeue();
            if (stream.Count == 0) streams.Remove(stream);
            await follower.HandleAsync(envelope, CancellationToken.None);
            delivered.Add(envelope);
            if (random.Next(2) == 0) await follower.HandleAsync(delivered[random.Next(delivered.Count)], CancellationToken.None);
        }
    }

    private static async Task AssertRightAndAtRestAsync(InMemoryEventStore store, Random random)
    {
        var audit = await SchedulingAudit.RunAsync(store);
        Assert.True(audit.IsClean, string.Join(Environment.NewLine, audit.Violations));
        var end = await store.ReadLastPositionAsync();

        await new Follower(store).CatchUpAsync(CancellationToken.None);
        await new Follower(store).CatchUpAsync(CancellationToken.None);
        var again = (await Follower.ReadAsync(store, GlobalPosition.Start, CancellationToken.None)).ToArray();
        random.Shuffle(again);
        var follower = new Follower(store);
        foreach (var envelope in again) await follower.HandleAsync(envelope, CancellationToken.None);
        Assert.Equal(end, await store.ReadLastPositionAsync());
    }
}
