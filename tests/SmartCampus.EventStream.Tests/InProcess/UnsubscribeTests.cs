using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class UnsubscribeTests
{
    [Fact] // ST3: nothing vanishes without being counted
    public async Task What_is_in_flight_when_somebody_unsubscribes_is_not_delivered_and_counted()
    {
        await using var stream = new EventStream("test");
        var valve = new Valve();
        var seen = new Recorder<SeatTaken>((_, _, _) => valve.PassAsync());
        var subscription = stream.Subscribe(seen);
        var reports = Enumerable.Range(1, 3).Select(n => stream.PublishAndWaitAsync(new SeatTaken(n)).AsTask()).ToArray();
        await seen.ReceivedAsync(1);

        var leaving = subscription.DisposeAsync().AsTask();
        await stream.PublishAsync(new SeatTaken(4)).Soon();
        Assert.False(leaving.IsCompleted);
        valve.Open();
        await leaving.Soon();

        Assert.Equal([1], seen.Numbers);
        Assert.Equal(new SubscriptionStatus(SubscriptionState.Unsubscribed, 0, 1, 0, 0, 0, 0, 0, 2, null), subscription.Status);
        var outcomes = (await Task.WhenAll(reports).Soon()).Select(r => r.Deliveries[0].Outcome);
        Assert.Equal([DeliveryOutcome.Handled, DeliveryOutcome.Abandoned, DeliveryOutcome.Abandoned], outcomes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_may_unsubscribe_itself(bool inline)
    {
        await using var stream = new EventStream("test");
        var seen = new List<int>();
        EventSubscription? subscription = null;
        subscription = inline ? stream.SubscribeInline<SeatTaken>(e =>
        {
            seen.Add(e.Number);
            subscription!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }) : stream.Subscribe<SeatTaken>(async (e, _) =>
        {
            seen.Add(e.Number);
            await Patience.UntilAsync(() => subscription is not null);
            await subscription!.DisposeAsync();
        });

        Assert.True((await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon()).AllHandled);
        Assert.Empty((await stream.PublishAndWaitAsync(new SeatTaken(2)).Soon()).Deliveries);
        await subscription.DisposeAsync().AsTask().Soon();

        Assert.Equal([1], seen);
    }

    [Fact]
    public async Task The_token_of_a_running_handler_fires()
    {
        await using var stream = new EventStream("test");
        var seen = new Recorder<SeatTaken>(async (_, _, ct) => await Task.Delay(Timeout.InfiniteTimeSpan, ct));
        var subscription = stream.Subscribe(seen);
        var report = stream.PublishAndWaitAsync(new SeatTaken(1)).AsTask();
        await seen.ReceivedAsync(1);

        await subscription.DisposeAsync().AsTask().Soon();

        Assert.Equal(DeliveryOutcome.Abandoned, (await report.Soon()).Deliveries[0].Outcome);
        Assert.Equal((0, 1), (subscription.Status.FailedAttempts, subscription.Status.Abandoned));
    }
}
