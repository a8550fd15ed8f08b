using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES14, the part that needs no fault: cancelling a call, at whatever moment, leaves a whole commit or nothing, and the store goes on.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class CancellationContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private CancellationTokenSource? _stop;
    private int _pointsLeft;

    /// <summary>Makes the contract; its store lets the tests cancel a call from within.</summary>
    protected CancellationContract()
    {
        Settings = Settings with { Serializer = new WatchedSerializer(Settings.Serializer, PassPoint) };
        Clock.Asked += PassPoint;
    }

    [Theory]
    [MemberData(nameof(CancellableCalls.All), MemberType = typeof(CancellableCalls))]
    public async Task A_call_that_is_cancelled_before_it_starts_does_nothing(string call)
    {
        var calls = new CancellableCalls(Opened, Cancellation);
        await calls.PrepareAsync("a");
        var before = await calls.DescribeAsync("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls.RunAsync(call, "a", new CancellationToken(canceled: true)));

        await AppendAsync("b", "after");
        Assert.Equal(before, await calls.DescribeAsync("a"));
    }

    [Theory]
    [MemberData(nameof(CancellableCalls.All), MemberType = typeof(CancellableCalls))]
    public async Task A_call_that_is_cancelled_from_within_at_any_point_is_done_whole_or_not_at_all(string call)
    {
        var (calls, states) = await LearnAsync(call);
        // The points are where the store asks for the time, on whatever thread it does, and where it serializes an event.
        var isReached = true;
        var point = 0;
        while (isReached)
        {
            var id = $"at-{++point}";
            await calls.PrepareAsync(id);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            (_stop, _pointsLeft) = (stop, point);
            var isDone = await IsDoneAsync(calls.RunAsync(call, id, stop.Token));
            isReached = Interlocked.Exchange(ref _pointsLeft, 0) <= 0;

            await AssertWholeOrNothingAsync(calls, states, call, id, isDone);
        }
        if (call == "append") Assert.True(point > 4, "An append of four events was expected to serialize them.");
    }

    [Theory]
    [MemberData(nameof(CancellableCalls.All), MemberType = typeof(CancellableCalls))]
    public async Task A_call_that_is_cancelled_after_any_number_of_turns_is_done_whole_or_not_at_all(string call)
    {
        var (calls, states) = await LearnAsync(call);
        for (var turns = 0; turns < 30; turns++)
        {
            var id = $"after-{turns}";
            await calls.PrepareAsync(id);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var running = Task.Run(() => calls.RunAsync(call, id, stop.Token), Cancellation);
            for (var turn = 0; turn < turns; turn++) await Task.Yield();
            await stop.CancelAsync();

            await AssertWholeOrNothingAsync(calls, states, call, id, await IsDoneAsync(running));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Calls_that_are_cancelled_at_random_under_load_are_done_whole_or_not_at_all(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var learnt = new Dictionary<string, (string Nothing, string Whole)>();
        var calls = new CancellableCalls(Opened, Cancellation);
        foreach (var call in CancellableCalls.Names) learnt[call] = await LearnAsync(calls, call);

        await Racing.Run(racers: 12, async racer =>
        {
            var random = new Random((seed * 1_000) + racer);
            for (var number = 0; number < 10; number++)
            {
                var (call, id) = (CancellableCalls.Names[random.Next(CancellableCalls.Names.Length)], $"{racer}-{number}");
                await calls.PrepareAsync(id);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
                var running = Task.Run(() => calls.RunAsync(call, id, stop.Token), Cancellation);
                for (var turn = random.Next(20); turn > 0; turn--) await Task.Yield();
                Thread.SpinWait(random.Next(5_000));
                await stop.CancelAsync();
                var isDone = await IsDoneAsync(running);
                await AppendAsync("shared", "load");
                await AssertWholeOrNothingAsync(calls, learnt[call], call, id, isDone);
            }
        });

        Assert.Equal(12 * 10, (await ReadAsync("shared")).Count);
    }

    [Fact]
    public async Task A_claim_that_may_have_been_taken_by_a_cancelled_call_can_be_taken_once_it_has_run_out()
    {
        var (calls, _) = await LearnAsync(CancellableCalls.Claim);
        for (var turns = 0; turns < 20; turns++)
        {
            var id = $"after-{turns}";
            await calls.PrepareAsync(id);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var running = Task.Run(() => calls.RunAsync(CancellableCalls.Claim, id, stop.Token), Cancellation);
            for (var turn = 0; turn < turns; turn++) await Task.Yield();
            await stop.CancelAsync();
            await IsDoneAsync(running);

            await Opened.Checkpoints.TryClaimAsync($"{id}.free", "bob", TimeSpan.FromMinutes(1), Cancellation);
            Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.NotNull(await Opened.Checkpoints.TryClaimAsync($"{id}.free", "eve", TimeSpan.FromMinutes(1), Cancellation));
        }
    }

    private void PassPoint()
    {
        if (Interlocked.Decrement(ref _pointsLeft) == 0) _stop!.Cancel();
    }

    private async Task<(CancellableCalls Calls, (string Nothing, string Whole) States)> LearnAsync(string call)
    {
        var calls = new CancellableCalls(Opened, Cancellation);
        return (calls, await LearnAsync(calls, call));
    }

    /// <summary>Learns from a call that is not cancelled what nothing and what all of it look like.</summary>
    private async Task<(string Nothing, string Whole)> LearnAsync(CancellableCalls calls, string call)
    {
        var id = $"model-{call.Replace(' ', '-')}";
        await calls.PrepareAsync(id);
        var nothing = await calls.DescribeAsync(id);
        await calls.RunAsync(call, id, Cancellation);
        return (nothing, await calls.DescribeAsync(id));
    }

    private static async Task<bool> IsDoneAsync(Task call)
    {
        try
        {
            await call;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task AssertWholeOrNothingAsync(
        CancellableCalls calls, (string Nothing, string Whole) states, string call, string id, bool isDone)
    {
        Assert.Contains(await SettledAsync(calls, id), isDone ? [states.Whole] : new[] { states.Nothing, states.Whole });
        await calls.RunAsync(call, id, TestContext.Current.CancellationToken); // It can be repeated, and nobody is stuck.
        Assert.Equal(states.Whole, await calls.DescribeAsync(id));
    }

    /// <summary>Describes what there is once it has come to rest: a cancelled call may still be carried out, and a description takes several reads.</summary>
    private static async Task<string> SettledAsync(CancellableCalls calls, string id)
    {
        while (true)
        {
            var seen = await calls.DescribeAsync(id);
            if (await calls.DescribeAsync(id) == seen) return seen;
        }
    }
}
