using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class PublishingHandlerTests
{
    [Fact] // ST4
    public async Task A_handler_publishes_to_its_own_stream_though_its_own_buffer_is_full_and_publishers_wait()
    {
        await using var stream = new EventStream("test");
        var started = new Valve();
        var seen = new Recorder<SeatTaken>(async (e, _, ct) =>
        {
            await started.PassAsync();
            if (e.Number <= 10) await stream.PublishAsync(new SeatTaken(e.Number + 100), ct);
        });
        stream.Subscribe(seen, new SubscriptionOptions { Capacity = 1 });

        var publications = Enumerable.Range(1, 10).Select(n => stream.PublishAsync(new SeatTaken(n)).AsTask()).ToArray();
        Assert.False(publications[^1].IsCompleted);
        started.Open();

        await Task.WhenAll(publications).Soon();
        await seen.ReceivedAsync(20);
        Assert.Equal(Enumerable.Range(1, 10).Concat(Enumerable.Range(101, 10)), seen.Numbers.Order());
    }

    [Fact] // ST4: two handlers that fill each other's buffer wait for each other no more than for themselves
    public async Task Handlers_that_publish_to_each_other_do_not_wait_for_each_other()
    {
        await using var stream = new EventStream("test");
        var seats = new Recorder<SeatTaken>(async (e, _, ct) => await stream.PublishAsync(new TermOpened(e.Number), ct));
        var terms = new Recorder<TermOpened>(async (e, _, ct) =>
        {
            if (e.Number < 1_000) await stream.PublishAsync(new SeatTaken(e.Number + 1), ct);
        });
        stream.Subscribe(seats, new SubscriptionOptions { Capacity = 1 });
        stream.Subscribe(terms, new SubscriptionOptions { Capacity = 1 });

        await stream.PublishAsync(new SeatTaken(1)).Soon();

        await terms.ReceivedAsync(1_000);
        Assert.Equal(Enumerable.Range(1, 1_000), seats.Numbers);
    }

    [Fact] // ST4: buffers stay bounded
    public async Task A_handler_that_publishes_more_than_there_is_room_for_gets_an_error()
    {
        await using var stream = new EventStream("test");
        var accepted = 0;
        var seen = new Recorder<SeatTaken>(async (e, _, ct) =>
        {
            if (e.Number != 1) return;
            while (true)
            {
                await stream.PublishAsync(new SeatTaken(2), ct);
                accepted++;
            }
        });
        var subscription = stream.Subscribe(seen, new SubscriptionOptions { Capacity = 5 });

        var report = await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();

        Assert.IsType<EventStreamFullException>(Assert.Single(report.Deliveries).Failure);
        Assert.Equal(10, accepted);
        await seen.ReceivedAsync(11);
        Assert.Equal(1, subscription.Status.DeadLettered);
    }

    [Fact] // ST4
    public async Task Waiting_for_all_handlers_is_refused_in_a_handler()
    {
        await using var stream = new EventStream("test");
        stream.Subscribe<SeatTaken>(async (_, ct) => await stream.PublishAndWaitAsync(new TermOpened(2), ct), new() { Name = "buffered" });
        stream.SubscribeInline<SeatTaken>(_ => stream.PublishAndWaitAsync(new TermOpened(2)).AsTask().GetAwaiter().GetResult(), "inline");

        var report = await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();

        Assert.Equal(["buffered", "inline"], report.Deliveries.Select(d => d.Subscription).Order());
        Assert.All(report.Deliveries, delivery => Assert.IsType<InvalidOperationException>(delivery.Failure));
    }

    [Fact] // ST4: only the flow of the handler counts
    public async Task A_subscription_made_in_a_handler_and_what_its_handler_publishes_are_like_any_other()
    {
        await using var stream = new EventStream("test");
        var late = new Recorder<TermOpened>();
        stream.Subscribe<SeatTaken>(async (e, ct) =>
        {
            if (e.Number == 1) stream.Subscribe(late);
            await stream.PublishAsync(new TermOpened(e.Number), ct);
        });

        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await stream.PublishAsync(new SeatTaken(2)).Soon();

        await late.ReceivedAsync(2);
        Assert.Equal([1, 2], late.Numbers);
    }
}
