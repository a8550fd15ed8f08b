using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>What the application gives beside handlers may fail as well.</summary>
public sealed class BrokenSurroundingsTests
{
    [Theory] // ST3
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_log_that_throws_is_in_the_way_of_no_event_and_of_no_stop(bool inline, int retries)
    {
        var stream = new EventStream("test", log: new BrokenLog<EventStream>());
        var handled = new List<int>();
        if (inline) stream.SubscribeInline<SeatTaken>(Handle);
        else stream.Subscribe<SeatTaken>((e, _) =>
        {
            Handle(e);
            return ValueTask.CompletedTask;
        }, new() { Retries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) });

        var bad = await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        var good = await stream.PublishAndWaitAsync(new SeatTaken(2)).Soon();
        var left = await stream.StopAsync(Timeout.InfiniteTimeSpan).Soon();

        Assert.Equal((DeliveryOutcome.DeadLettered, DeliveryOutcome.Handled), (bad.Deliveries[0].Outcome, good.Deliveries[0].Outcome));
        Assert.Equal([2], handled);
        Assert.Empty(left.Left);

        void Handle(SeatTaken e)
        {
            if (e.Number == 1) throw new InvalidDataException();
            handled.Add(e.Number);
        }
    }

    [Fact] // ST3, ST7
    public async Task A_log_that_throws_does_not_hang_a_stop_that_leaves_events()
    {
        var stream = new EventStream("test", log: new BrokenLog<EventStream>());
        var valve = new Valve();
        stream.Subscribe<SeatTaken>((_, _) => valve.PassAsync());
        await stream.PublishAsync(new SeatTaken(1)).Soon();

        var report = await stream.StopAsync(TimeSpan.Zero).Soon();
        valve.Open();

        Assert.Equal(1, Assert.Single(report.Left).Events);
    }

    [Fact] // ST3, ST7
    public async Task A_clock_that_fails_ends_the_subscription_and_nobody_waits_for_it()
    {
        var stream = new EventStream("test", time: new BrokenTime());
        var valve = new Valve();
        var subscription = stream.Subscribe<SeatTaken>(async (_, _) =>
        {
            await valve.PassAsync();
            throw new InvalidDataException();
        }, new() { Retries = 1 });
        var reports = Enumerable.Range(1, 3).Select(n => stream.PublishAndWaitAsync(new SeatTaken(n)).AsTask()).ToArray();
        valve.Open();

        var outcomes = (await Task.WhenAll(reports).Soon()).Select(r => r.Deliveries[0].Outcome);

        Assert.All(outcomes, outcome => Assert.Equal(DeliveryOutcome.Abandoned, outcome));
        Assert.Equal(SubscriptionState.Failed, subscription.Status.State);
        Assert.IsType<IOException>(subscription.Status.Failure);
        Assert.Empty((await stream.StopAsync(TimeSpan.FromDays(1)).Soon()).Left);
    }
}
