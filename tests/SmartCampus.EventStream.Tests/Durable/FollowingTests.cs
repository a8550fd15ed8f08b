using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public abstract class FollowingTests<TStore> : DurableTest<TStore>
    where TStore : StoreUnderTest, new()
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task What_was_stored_and_what_comes_live_is_handled_in_the_order_of_each_stream(int concurrency) // ST8
    {
        for (var i = 0; i < 400; i++) await Store.AppendAsync($"s-{i % 7}", i);
        var process = NewProcess().Start(new() { Concurrency = concurrency, PageSize = 32, MaxInHand = 64 });
        GlobalPosition last = default;
        for (var i = 400; i < 500; i++) last = await Store.AppendAsync($"s-{i % 7}", i);

        await process.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal(500, process.Handled.Count);
        foreach (var stream in process.Handled.GroupBy(envelope => envelope.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Select(envelope => envelope.Version.Value));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_stopped() // ST8
    {
        await Store.AppendAsync("a", 1, 2);
        var first = NewProcess().Start();
        await first.Subscription.WaitForAsync(await Store.AppendAsync("a", 3), Cancellation);
        await first.StopAsync();
        Assert.Equal(DurableSubscriptionState.Stopped, first.Status.State);
        var last = await Store.AppendAsync("a", 4);

        var second = NewProcess().Start();
        await second.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal([1, 2, 3], first.Numbers);
        Assert.Equal([4], second.Numbers);
    }

    [Fact]
    public async Task Events_that_are_not_wanted_move_the_checkpoint_too() // ST8
    {
        var last = await Store.AppendEventsAsync("a", new Noted(1), new Ignored(2), new Ignored(3));
        var process = NewProcess().Start();

        await process.Subscription.WaitForAsync(last, Cancellation);
        await process.StopAsync();

        Assert.Equal([1], process.Numbers);
        Assert.Equal(last, await ReadCheckpointAsync());
    }

    [Fact]
    public async Task The_checkpoint_is_saved_when_nothing_more_comes() // ST8
    {
        var last = await Store.AppendAsync("a", 1, 2, 3);
        var process = NewProcess().Start();
        await process.Subscription.WaitForAsync(last, Cancellation);

        await PassTimeUntilAsync(async () => await ReadCheckpointAsync() == last);

        Assert.Equal((last, last, 0), (process.Status.Position, process.Status.HeadPosition, process.Status.Lag));
        Assert.Equal(DurableSubscriptionState.Live, process.Status.State);
    }

    [Fact]
    public async Task With_several_streams_at_a_time_the_checkpoint_stays_before_the_oldest_that_is_not_done() // ST8
    {
        var slow = new TaskCompletionSource();
        for (var i = 1; i <= 40; i++) await Store.AppendAsync($"s-{i}", i);
        var process = NewProcess();
        process.OnHandle = async (envelope, _) =>
        {
            if (envelope.Position.Value == 5) await slow.Task;
        };
        process.Start(new() { Concurrency = 8, ClaimDuration = TimeSpan.FromDays(1) });

        // The streams that share its lane wait behind it.
        await UntilAsync(() => process.Handled.Any(envelope => envelope.Position.Value > 5) && process.Status.Position.Value == 4);
        await PassTimeUntilAsync(async () => (await ReadCheckpointAsync()).Value == 4);
        slow.SetResult();
        await process.Subscription.WaitForAsync(new GlobalPosition(40), Cancellation);

        Assert.Equal(Enumerable.Range(1, 40), process.Numbers.Order());
    }

    [Fact]
    public async Task A_crash_between_effect_and_checkpoint_repeats_and_loses_nothing() // ST8
    {
        await Store.AppendAsync("a", 1, 2, 3);
        var first = NewProcess();
        var never = new TaskCompletionSource();
        first.Before = call => call == "SaveAsync" ? never.Task : Task.CompletedTask;
        first.Start(new() { ClaimDuration = TimeSpan.FromSeconds(10) });
        await first.Subscription.WaitForAsync(new GlobalPosition(3), Cancellation);
        Assert.Equal(GlobalPosition.Start, await ReadCheckpointAsync());
        first.Kill();
        never.SetException(new InvalidOperationException("The process was killed."));

        var second = NewProcess().Start();
        await PassTimeUntilAsync(second.Subscription.WaitForAsync(await Store.AppendAsync("a", 4), Cancellation));

        Assert.Equal([1, 2, 3], first.Numbers);
        Assert.Equal([1, 2, 3, 4], second.Numbers);
    }

    [Fact]
    public async Task A_group_that_begins_now_leaves_out_what_was_stored_before_and_nothing_else() // ST8
    {
        await Store.AppendAsync("a", 1, 2);
        var options = Calm;
        options.Start = SubscriptionStart.Now;
        var first = NewProcess().Start(options);
        await UntilAsync(() => first.Status.State == DurableSubscriptionState.Live);
        await first.StopAsync();
        var last = await Store.AppendAsync("a", 3);

        var second = NewProcess().Start(options);
        await second.Subscription.WaitForAsync(last, Cancellation);

        Assert.Empty(first.Numbers);
        Assert.Equal([3], second.Numbers);
    }

    [Fact]
    public async Task A_group_that_begins_now_in_an_empty_store_gets_what_is_stored_while_nobody_runs() // ST8
    {
        var options = Calm;
        options.Start = SubscriptionStart.Now;
        var first = NewProcess().Start(options);
        await UntilAsync(() => first.Status.State == DurableSubscriptionState.Live);
        await first.StopAsync();
        var last = await Store.AppendAsync("a", 1);

        var second = NewProcess().Start(options);
        await second.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal([1], second.Numbers);
    }

    [Fact]
    public async Task A_group_that_begins_now_leaves_out_what_was_stored_when_its_first_consumer_ends_before_it_has_begun() // ST8
    {
        await Store.AppendAsync("a", 1, 2);
        var claim = await Store.Checkpoints.TryClaimAsync(Group, "dead", TimeSpan.FromSeconds(10), Cancellation);
        await Store.Checkpoints.ReleaseAsync(claim!, Cancellation);
        var options = Calm;
        options.Start = SubscriptionStart.Now;

        var process = NewProcess().Start(options);
        await UntilAsync(() => process.Status.State == DurableSubscriptionState.Live);
        await process.Subscription.WaitForAsync(await Store.AppendAsync("a", 3), Cancellation);

        Assert.Equal([3], process.Numbers);
    }

    [Fact]
    public async Task Stopping_waits_for_the_handler_that_runs_and_begins_nothing_new() // ST7, ST8
    {
        var last = await Store.AppendAsync("a", 1, 2);
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var process = NewProcess();
        process.OnHandle = async (_, cancellationToken) =>
        {
            entered.TrySetResult();
            await go.Task.WaitAsync(cancellationToken);
        };
        process.Start();
        await entered.Task.WaitAsync(Cancellation);

        var stopping = process.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping;

        Assert.Equal([1], process.Numbers);
        Assert.True(await ReadCheckpointAsync() < last);
        Assert.NotNull(await Store.Checkpoints.TryClaimAsync(Group, "next", TimeSpan.FromSeconds(1), Cancellation));
    }

    [Fact]
    public async Task Stopping_in_the_middle_of_a_page_keeps_what_was_done() // ST8
    {
        await Store.AppendAsync("a", 1, 2, 3);
        var stopping = new TaskCompletionSource<Task>();
        var process = NewProcess();
        process.OnHandle = (envelope, _) =>
        {
            if (envelope.Position.Value == 2) stopping.SetResult(process.StopAsync());
            return ValueTask.CompletedTask;
        };
        process.Start();
        await await stopping.Task.WaitAsync(Cancellation);

        Assert.Equal([1, 2], process.Numbers);
        Assert.Equal(2, (await ReadCheckpointAsync()).Value);
    }

    [Fact]
    public async Task Who_waits_for_a_position_does_not_wait_for_a_slow_event_behind_it() // ST8
    {
        await Store.AppendAsync("a", 1, 2, 3);
        var slow = new TaskCompletionSource();
        var process = NewProcess();
        process.OnHandle = async (envelope, _) =>
        {
            if (envelope.Position.Value == 3) await slow.Task;
        };
        process.Start();

        await process.Subscription.WaitForAsync(new GlobalPosition(2), Cancellation);

        Assert.Equal(2, process.Status.Position.Value);
        slow.SetResult();
        await process.Subscription.WaitForAsync(new GlobalPosition(3), Cancellation);
    }

    [Fact]
    public async Task The_deadline_of_the_stop_cancels_the_handler_that_runs() // ST7, ST8
    {
        await Store.AppendAsync("a", 1);
        var entered = new TaskCompletionSource();
        var process = NewProcess();
        process.OnHandle = async (_, cancellationToken) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        process.Start();
        await entered.Task.WaitAsync(Cancellation);

        var stopping = process.StopAsync();
        process.EndPatience();
        await stopping;

        Assert.Empty(process.Numbers);
        Assert.Equal(GlobalPosition.Start, await ReadCheckpointAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_asked_again_until_it_can() // ST8
    {
        var isDown = true;
        var process = NewProcess();
        process.Before = _ => isDown ? throw new EventStoreUnavailableException("The disk is full.") : Task.CompletedTask;
        process.Start();
        var last = await Store.AppendAsync("a", 1);
        await PassTimeUntilAsync(() => new(process.Status is { State: DurableSubscriptionState.Failed, LastError: EventStoreUnavailableException }));

        isDown = false;
        await PassTimeUntilAsync(process.Subscription.WaitForAsync(last, Cancellation));
        isDown = true;
        await Store.AppendAsync("b", 2);
        await PassTimeUntilAsync(() => new(process.Status.LastError is EventStoreUnavailableException));
        isDown = false;
        await PassTimeUntilAsync(() => new(process.Numbers.Contains(2) && process.Status is { LastError: null, State: DurableSubscriptionState.Live }));

        Assert.Equal([1, 2], process.Numbers);
    }

    [Fact]
    public async Task A_damaged_log_stops_before_the_damage_and_is_tried_again() // ST8
    {
        await Store.AppendAsync("a", 1);
        var isDamaged = true;
        var reads = 0;
        var process = NewProcess();
        process.Before = call => call == "ReadAllPageAsync" && isDamaged && Interlocked.Increment(ref reads) > 0
            ? throw new CorruptEventException(new GlobalPosition(2), "The checksum is wrong.")
            : Task.CompletedTask;
        process.Start();

        await PassTimeUntilAsync(() => new(process.Status is { State: DurableSubscriptionState.Failed, LastError: CorruptEventException } && reads > 2));
        isDamaged = false;
        await PassTimeUntilAsync(process.Subscription.WaitForAsync(new GlobalPosition(1), Cancellation));

        Assert.Equal([1], process.Numbers);
    }
}

public sealed class FollowingInMemoryTests : FollowingTests<InMemoryStore>;

public sealed class FollowingSqliteTests : FollowingTests<SqliteStore>;
