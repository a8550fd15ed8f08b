using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class StopTests
{
    private readonly WatchedTime _time = new();

    [Fact] // ST7
    public async Task Everything_that_was_accepted_is_handled_before_the_stream_has_stopped()
    {
        await using var stream = new EventStream("test");
        var seen = new Recorder<SeatTaken>(async (_, _, _) => await Task.Yield());
        var subscription = stream.Subscribe(seen);
        for (var number = 1; number <= 100; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();

        var report = await stream.StopAsync(Timeout.InfiniteTimeSpan).Soon();

        Assert.True(report.IsDrained);
        Assert.Equal(Enumerable.Range(1, 100), seen.Numbers);
        Assert.Equal((SubscriptionState.Stopped, 100, 0), (subscription.Status.State, subscription.Status.Handled, subscription.Status.Abandoned));
    }

    [Fact] // ST7
    public async Task What_is_left_at_the_deadline_is_reported_for_each_subscription()
    {
        await using var stream = new EventStream("test", time: _time);
        var (valve, cancelled) = (new Valve(), new TaskCompletionSource());
        var held = new Recorder<SeatTaken>((_, _, ct) =>
        {
            ct.Register(cancelled.SetResult);
            return valve.PassAsync();
        });
        var subscription = stream.Subscribe(held, new SubscriptionOptions { Name = "held" });
        stream.Subscribe(new Recorder<SeatTaken>(), new SubscriptionOptions { Name = "free" });
        for (var number = 1; number <= 5; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();
        await held.ReceivedAsync(1);
        var open = stream.PublishAndWaitAsync(new SeatTaken(6)).AsTask();

        var stopping = stream.StopAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), await _time.TimerAsync());
        Assert.False(stopping.IsCompleted);
        await Patience.UntilAsync(() => stream.Subscriptions.All(s => s.Name == "held" || s.Status.Handled == 6));
        _time.Advance(TimeSpan.FromSeconds(10));
        var report = await stopping.Soon();

        Assert.Equal([new LeftEvents("held", 6)], report.Left);
        Assert.False(report.IsDrained);
        Assert.Equal([DeliveryOutcome.Abandoned, DeliveryOutcome.Handled], (await open.Soon()).Deliveries.OrderByDescending(d => d.Subscription).Select(d => d.Outcome));
        await cancelled.Task.Soon();
        Assert.Same(report, await stream.StopAsync(TimeSpan.Zero).Soon());
        valve.Open();
        await Patience.UntilAsync(() => subscription.Status.Abandoned == 5);
        Assert.Single(held.Numbers);
    }

    [Fact] // ST6
    public async Task Publishing_and_subscribing_after_stop_fail()
    {
        await using var stream = new EventStream("test");
        await stream.StopAsync(TimeSpan.Zero).Soon();

        var stopped = await Assert.ThrowsAsync<EventStreamStoppedException>(() => stream.PublishAsync(new SeatTaken(1)).Soon());
        Assert.Equal("test", stopped.Stream);
        await Assert.ThrowsAsync<EventStreamStoppedException>(() => stream.PublishAndWaitAsync(new SeatTaken(1)).Soon());
        Assert.Throws<EventStreamStoppedException>(() => stream.Subscribe(new Recorder<SeatTaken>()));
        Assert.Throws<EventStreamStoppedException>(() => stream.SubscribeInline<SeatTaken>(_ => { }));
        Assert.Equal(0, stream.Head);
    }

    [Fact] // ST6, ST7: what was not accepted is not published later
    public async Task A_publisher_that_waits_for_room_is_refused_when_the_stream_stops()
    {
        await using var stream = new EventStream("test");
        var valve = new Valve();
        var seen = new Recorder<SeatTaken>((_, _, _) => valve.PassAsync());
        stream.Subscribe(seen, new SubscriptionOptions { Capacity = 1 });
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await seen.ReceivedAsync(1);
        await stream.PublishAsync(new SeatTaken(2)).Soon();
        var waiting = stream.PublishAsync(new SeatTaken(3)).AsTask();

        var stopping = stream.StopAsync(Timeout.InfiniteTimeSpan);
        await Assert.ThrowsAsync<EventStreamStoppedException>(() => waiting.Soon());
        valve.Open();

        Assert.True((await stopping.Soon()).IsDrained);
        Assert.Equal([1, 2], seen.Numbers);
    }

    [Fact] // ST7
    public async Task A_retry_that_waits_for_its_time_ends_at_the_deadline()
    {
        await using var stream = new EventStream("test", time: _time);
        var subscription = stream.Subscribe<SeatTaken>((_, _) => throw new InvalidDataException(), new() { Name = "failing", Retries = 1, RetryDelay = TimeSpan.FromHours(1), MaxRetryDelay = TimeSpan.FromHours(1) });
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await _time.TimerAsync();

        var report = await stream.StopAsync(TimeSpan.Zero).Soon();

        Assert.Equal([new LeftEvents("failing", 1)], report.Left);
        await Patience.UntilAsync(() => subscription.Status.Abandoned == 1);
        Assert.Equal(0, stream.DeadLetters.Count);
    }

    [Fact] // ST7
    public async Task A_token_brings_the_deadline_forward()
    {
        await using var stream = new EventStream("test", time: _time);
        var seen = new Recorder<SeatTaken>(async (_, _, ct) => await Task.Delay(Timeout.InfiniteTimeSpan, ct));
        stream.Subscribe(seen);
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await seen.ReceivedAsync(1);
        using var cancellation = new CancellationTokenSource();

        var stopping = stream.StopAsync(TimeSpan.FromHours(1), cancellation.Token);
        Assert.False(stopping.IsCompleted);
        await cancellation.CancelAsync();

        Assert.Equal(1, Assert.Single((await stopping.Soon()).Left).Events);
    }
}
