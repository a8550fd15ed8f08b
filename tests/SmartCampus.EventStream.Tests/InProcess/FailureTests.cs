using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class FailureTests
{
    private readonly WatchedTime _time = new();

    [Fact] // ST3
    public async Task A_handler_that_throws_harms_no_other_and_its_event_goes_to_the_dead_letters()
    {
        await using var stream = new EventStream("test", time: _time);
        var broken = stream.Subscribe<SeatTaken>((e, _) => e.Number == 2 ? throw new InvalidDataException("two") : ValueTask.CompletedTask);
        var other = new Recorder<SeatTaken>();
        stream.Subscribe(other);

        for (var number = 1; number <= 3; number++) await stream.PublishAndWaitAsync(new SeatTaken(number)).Soon();

        Assert.Equal([1, 2, 3], other.Numbers);
        var letter = Assert.Single(stream.DeadLetters.List());
        Assert.Equal((broken.Name, 2L, 1, _time.GetUtcNow()), (letter.Subscription, letter.Position, letter.Attempts, letter.FailedAt));
        Assert.Equal(new SeatTaken(2), letter.Event);
        Assert.IsType<InvalidDataException>(letter.Failure);
        Assert.Equal(new SubscriptionStatus(SubscriptionState.Active, 0, 2, 1, 0, 1, 0, 0, 0, null), broken.Status);
    }

    [Fact] // ST3
    public async Task A_failed_event_is_tried_again_after_doubling_delays_and_later_events_wait()
    {
        await using var stream = new EventStream("test", time: _time);
        var seen = new Recorder<SeatTaken>((_, context, _) => context is { Position: 1, Attempt: < 4 } ? throw new InvalidDataException() : ValueTask.CompletedTask);
        var subscription = stream.Subscribe(seen, new SubscriptionOptions { Retries = 3, RetryDelay = TimeSpan.FromSeconds(1), MaxRetryDelay = TimeSpan.FromSeconds(3) });
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await stream.PublishAsync(new SeatTaken(2)).Soon();

        foreach (var seconds in new[] { 1, 2, 3 })
        {
            var delay = await _time.TimerAsync();
            Assert.Equal(TimeSpan.FromSeconds(seconds), delay);
            Assert.Equal([1], seen.Numbers.Distinct());
            _time.Advance(delay);
        }
        await seen.ReceivedAsync(5);

        Assert.Equal([1, 2, 3, 4, 1], seen.Attempts);
        Assert.Equal([1, 1, 1, 1, 2], seen.Numbers);
        await Patience.UntilAsync(() => subscription.Status.Handled == 2);
        Assert.Equal((3, 3, 0), (subscription.Status.FailedAttempts, subscription.Status.Retries, stream.DeadLetters.Count));
    }

    [Fact] // ST3
    public async Task An_event_can_be_skipped()
    {
        await using var stream = new EventStream("test");
        var subscription = stream.Subscribe<SeatTaken>((e, _) => e.Number == 1 ? throw new InvalidDataException() : ValueTask.CompletedTask, new() { WhenFailing = WhenFailing.Skip });

        var first = await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        var second = await stream.PublishAndWaitAsync(new SeatTaken(2)).Soon();

        Assert.Equal((DeliveryOutcome.Skipped, DeliveryOutcome.Handled), (first.Deliveries[0].Outcome, second.Deliveries[0].Outcome));
        Assert.Equal((1, 0), (subscription.Status.Skipped, stream.DeadLetters.Count));
    }

    [Fact] // ST3
    public async Task A_subscription_can_end_at_a_failure_and_what_it_had_left_is_counted()
    {
        await using var stream = new EventStream("test");
        var valve = new Valve();
        var subscription = stream.Subscribe<SeatTaken>(async (_, _) =>
        {
            await valve.PassAsync();
            throw new InvalidDataException("one");
        }, new() { WhenFailing = WhenFailing.Stop });
        var reports = Enumerable.Range(1, 3).Select(n => stream.PublishAndWaitAsync(new SeatTaken(n)).AsTask()).ToArray();
        valve.Open();

        var outcomes = (await Task.WhenAll(reports).Soon()).Select(r => r.Deliveries[0].Outcome);

        Assert.Equal([DeliveryOutcome.Skipped, DeliveryOutcome.Abandoned, DeliveryOutcome.Abandoned], outcomes);
        Assert.Equal((SubscriptionState.Failed, "one", 2), (subscription.Status.State, subscription.Status.Failure?.Message, subscription.Status.Abandoned));
        Assert.Empty(stream.Subscriptions);
        Assert.Empty((await stream.PublishAndWaitAsync(new SeatTaken(4)).Soon()).Deliveries);
    }

    [Fact] // ST3: a handler that is cancelled by something of its own has failed like any other
    public async Task A_handler_that_is_cancelled_has_failed()
    {
        await using var stream = new EventStream("test");
        stream.Subscribe<SeatTaken>((_, _) => ValueTask.FromCanceled(new CancellationToken(canceled: true)));

        var report = await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();

        Assert.Equal(DeliveryOutcome.DeadLettered, report.Deliveries[0].Outcome);
        Assert.IsAssignableFrom<OperationCanceledException>(report.Deliveries[0].Failure);
        Assert.False(report.AllHandled);
    }

    [Theory] // ST3
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_letter_that_is_tried_again_is_delivered_to_its_subscription_alone(bool inline)
    {
        await using var stream = new EventStream("test");
        var isBroken = true;
        var seen = new List<int>();
        var other = new Recorder<SeatTaken>();
        var subscription = inline ? stream.SubscribeInline<SeatTaken>(Handle) : stream.Subscribe<SeatTaken>((e, _) =>
        {
            Handle(e);
            return ValueTask.CompletedTask;
        });
        stream.Subscribe(other);
        await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        var first = Assert.Single(stream.DeadLetters.List());

        Assert.True(await stream.DeadLetters.RetryAsync(first).Soon());
        await Patience.UntilAsync(() => subscription.Status.DeadLettered == 2);
        var second = Assert.Single(stream.DeadLetters.List());
        Assert.NotSame(first, second);
        isBroken = false;
        Assert.True(await stream.DeadLetters.RetryAsync(second).Soon());
        await Patience.UntilAsync(() => subscription.Status.Handled == 1);

        Assert.Equal([1], seen);
        Assert.Equal([1], other.Numbers);
        Assert.Equal(0, stream.DeadLetters.Count);
        Assert.False(await stream.DeadLetters.RetryAsync(second).Soon());

        void Handle(SeatTaken e)
        {
            if (isBroken) throw new InvalidDataException();
            seen.Add(e.Number);
        }
    }

    [Fact] // ST3: dead letters are bounded
    public async Task The_oldest_dead_letter_is_pushed_out_and_counted()
    {
        await using var stream = new EventStream("test", new EventStreamOptions { DeadLetterCapacity = 2 });
        var subscription = stream.SubscribeInline<SeatTaken>(_ => throw new InvalidDataException());

        for (var number = 1; number <= 5; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();

        Assert.Equal([4, 5], stream.DeadLetters.List().Select(letter => letter.Position));
        Assert.Equal((3, 5), (stream.DeadLetters.PushedOut, subscription.Status.DeadLettered));
        subscription.Dispose();
        Assert.False(await stream.DeadLetters.RetryAsync(stream.DeadLetters.List()[0]).Soon());
        Assert.True(stream.DeadLetters.Discard(stream.DeadLetters.List()[0]));
        Assert.Equal(1, stream.DeadLetters.Count);
    }
}
