using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class FullBufferTests : IAsyncLifetime
{
    private readonly EventStream _stream = new("test");
    private readonly Valve _valve = new();
    private readonly Recorder<INumbered> _held;
    private readonly Recorder<INumbered> _free = new();

    public FullBufferTests() => _held = new(async (_, _, _) => await _valve.PassAsync());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _valve.Open();
        await _stream.DisposeAsync();
    }

    [Fact] // ST4, ST6
    public async Task A_publisher_waits_for_room_and_nobody_receives_the_event_before()
    {
        await FillAsync(WhenFull.Wait);
        var waiting = _stream.PublishAsync(new SeatTaken(4)).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Equal(3, _stream.Head);
        _valve.Open();
        Assert.Equal(4, await waiting.Soon());
        await _held.ReceivedAsync(4);
        Assert.Equal([1, 2, 3, 4], _held.Numbers);
    }

    [Fact] // ST4, ST6
    public async Task A_publisher_that_is_cancelled_while_it_waits_has_published_nothing()
    {
        var subscription = await FillAsync(WhenFull.Wait);
        using var cancellation = new CancellationTokenSource();
        var cancelled = _stream.PublishAsync(new SeatTaken(4), cancellation.Token).AsTask();
        var next = _stream.PublishAsync(new SeatTaken(5)).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        _valve.Open();
        Assert.Equal(4, await next.Soon());
        await _free.ReceivedAsync(4);
        await _held.ReceivedAsync(4);
        Assert.Equal([1, 2, 3, 5], _held.Numbers);
        Assert.Equal([1, 2, 3, 5], _free.Numbers);
        Assert.Equal(0, subscription.Status.Dropped);
    }

    [Fact] // ST4
    public async Task The_oldest_events_are_dropped_and_counted()
    {
        var subscription = await FillAsync(WhenFull.DropOldest);
        for (var number = 4; number <= 6; number++) await _stream.PublishAsync(new SeatTaken(number)).Soon();

        _valve.Open();
        await _held.ReceivedAsync(3);
        await _free.ReceivedAsync(6);
        Assert.Equal([1, 5, 6], _held.Numbers);
        Assert.Equal((3, 0), (subscription.Status.Dropped, subscription.Status.Waiting));
    }

    [Fact] // ST4
    public async Task The_newest_event_is_dropped_and_counted()
    {
        var subscription = await FillAsync(WhenFull.DropNewest);
        for (var number = 4; number <= 6; number++) await _stream.PublishAsync(new SeatTaken(number)).Soon();

        _valve.Open();
        await _held.ReceivedAsync(3);
        await _free.ReceivedAsync(6);
        Assert.Equal([1, 2, 3], _held.Numbers);
        Assert.Equal(3, subscription.Status.Dropped);
    }

    [Fact] // ST4
    public async Task A_publication_that_fails_reaches_nobody_and_says_who_is_full()
    {
        var subscription = await FillAsync(WhenFull.Fail);
        var full = await Assert.ThrowsAsync<EventStreamFullException>(() => _stream.PublishAsync(new SeatTaken(4)).Soon());

        Assert.Equal(("test", subscription.Name, 2), (full.Stream, full.Subscription, full.Capacity));
        _valve.Open();
        await _held.ReceivedAsync(3);
        await _free.ReceivedAsync(3);
        Assert.Equal([1, 2, 3], _held.Numbers);
        Assert.Equal([1, 2, 3], _free.Numbers);
        Assert.Equal(3, _stream.Head);
    }

    [Fact] // ST3, ST4
    public async Task Publishers_do_not_wait_for_a_subscription_that_is_not_concerned()
    {
        var valve = new Valve();
        var terms = new Recorder<TermOpened>((_, _, _) => valve.PassAsync());
        _stream.Subscribe(terms, new SubscriptionOptions { Capacity = 1 });
        _stream.Subscribe(_free);
        await _stream.PublishAsync(new TermOpened(1)).Soon();
        await terms.ReceivedAsync(1);
        await _stream.PublishAsync(new TermOpened(2)).Soon();
        var waiting = _stream.PublishAsync(new TermOpened(3)).AsTask();

        await _stream.PublishAsync(new SeatTaken(4)).Soon();

        await _free.ReceivedAsync(3);
        Assert.False(waiting.IsCompleted);
        valve.Open();
        await waiting.Soon();
    }

    [Fact] // ST4
    public async Task A_subscription_that_ends_holds_up_its_waiting_publishers_no_longer()
    {
        var subscription = await FillAsync(WhenFull.Wait);
        var waiting = _stream.PublishAsync(new SeatTaken(4)).AsTask();

        subscription.Dispose();

        Assert.Equal(4, await waiting.Soon());
        await _free.ReceivedAsync(4);
    }

    /// <summary>Leaves event 1 in the held handler and events 2 and 3 in its buffer.</summary>
    private async Task<EventSubscription> FillAsync(WhenFull whenFull)
    {
        var subscription = _stream.Subscribe(_held, new SubscriptionOptions { Capacity = 2, WhenFull = whenFull });
        _stream.Subscribe(_free);
        await _stream.PublishAsync(new SeatTaken(1)).Soon();
        await _held.ReceivedAsync(1);
        await _stream.PublishAsync(new SeatTaken(2)).Soon();
        await _stream.PublishAsync(new SeatTaken(3)).Soon();
        Assert.Equal(2, subscription.Status.Waiting);
        return subscription;
    }
}
