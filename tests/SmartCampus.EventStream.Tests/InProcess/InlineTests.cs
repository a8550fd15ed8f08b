using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class InlineTests
{
    [Fact] // ST6
    public async Task An_inline_handler_has_run_when_the_publisher_goes_on()
    {
        await using var stream = new EventStream("test");
        var thread = 0;
        stream.SubscribeInline<SeatTaken>(_ => thread = Environment.CurrentManagedThreadId);

        var published = stream.PublishAsync(new SeatTaken(1));

        Assert.True(published.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Equal(1, await published);
    }

    [Fact] // ST1, ST4: each subscriber sees the outer event first
    public async Task What_an_inline_handler_publishes_is_delivered_after_the_event_that_it_handles()
    {
        await using var stream = new EventStream("test");
        var (first, second) = (new List<int>(), new List<int>());
        stream.SubscribeInline<SeatTaken>(e =>
        {
            first.Add(e.Number);
            if (e.Number < 3) Assert.True(stream.PublishAsync(new SeatTaken(e.Number + 1)).AsTask().IsCompletedSuccessfully);
        });
        stream.SubscribeInline<SeatTaken>(e => second.Add(e.Number));

        Assert.Equal(1, await stream.PublishAsync(new SeatTaken(1)).Soon());

        Assert.Equal([1, 2, 3], first);
        Assert.Equal([1, 2, 3], second);
    }

    [Fact] // ST3
    public async Task An_inline_handler_that_throws_harms_neither_the_publisher_nor_others()
    {
        await using var stream = new EventStream("test");
        var seen = new List<int>();
        var broken = stream.SubscribeInline<SeatTaken>(_ => throw new InvalidDataException(), whenFailing: WhenFailing.Stop);
        stream.SubscribeInline<SeatTaken>(e => seen.Add(e.Number));

        await stream.PublishAsync(new SeatTaken(1)).Soon();
        await stream.PublishAsync(new SeatTaken(2)).Soon();

        Assert.Equal([1, 2], seen);
        Assert.Equal((SubscriptionState.Failed, 1, 1), (broken.Status.State, broken.Status.FailedAttempts, broken.Status.Skipped));
    }

    [Fact] // ST3, ST7: buffered subscribers do not depend on inline ones, and a stop does not wait longer than its deadline
    public async Task An_inline_handler_that_hangs_holds_up_its_publishers_alone()
    {
        await using var stream = new EventStream("test");
        var (entered, leave) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualResetEventSlim());
        stream.SubscribeInline<SeatTaken>(_ =>
        {
            entered.TrySetResult();
            leave.Wait();
        }, "hanging");
        var buffered = new Recorder<SeatTaken>();
        stream.Subscribe(buffered);
        var first = Task.Run(() => stream.PublishAsync(new SeatTaken(1)).AsTask());
        await entered.Task.Soon();
        var second = stream.PublishAsync(new SeatTaken(2)).AsTask();

        await buffered.ReceivedAsync(2);
        Assert.False(second.IsCompleted);
        Assert.Equal([new LeftEvents("hanging", 2)], (await stream.StopAsync(TimeSpan.Zero).Soon()).Left);
        leave.Set();
        await first.Soon();
        Assert.Equal(2, await second.Soon());
    }
}
