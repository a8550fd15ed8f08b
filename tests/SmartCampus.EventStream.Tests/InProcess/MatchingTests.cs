using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class MatchingTests
{
    [Fact] // ST2
    public async Task A_base_type_and_an_interface_receive_every_derived_event_exactly_once_per_subscription()
    {
        await using var stream = new EventStream("test");
        var exact = new Recorder<LastSeatTaken>();
        var parent = new Recorder<SeatTaken>();
        var root = new Recorder<CampusEvent>();
        var contract = new Recorder<INumbered>();
        stream.Subscribe(exact);
        stream.Subscribe(parent);
        stream.Subscribe(root);
        stream.Subscribe(contract);

        await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        await stream.PublishAndWaitAsync(new LastSeatTaken(2)).Soon();
        await stream.PublishAndWaitAsync(new TermOpened(3)).Soon();
        var nobody = await stream.PublishAndWaitAsync("something else").Soon();

        Assert.Equal([2], exact.Numbers);
        Assert.Equal([1, 2], parent.Numbers);
        Assert.Equal([1, 2, 3], root.Numbers);
        Assert.Equal([1, 2, 3], contract.Numbers);
        Assert.Empty(nobody.Deliveries);
    }

    [Fact] // ST2
    public async Task One_subscriber_object_with_two_subscriptions_receives_an_event_in_each()
    {
        await using var stream = new EventStream("test");
        var seen = new List<int>();
        stream.SubscribeInline<SeatTaken>(e => seen.Add(e.Number));
        stream.SubscribeInline<INumbered>(e => seen.Add(e.Number));

        await stream.PublishAsync(new SeatTaken(1)).Soon();

        Assert.Equal([1, 1], seen);
    }

    [Fact] // ST2: what was matched before somebody subscribed or left is matched anew
    public async Task Who_subscribes_later_receives_later_events_and_who_left_receives_none()
    {
        await using var stream = new EventStream("test");
        var (early, late) = (new Recorder<INumbered>(), new Recorder<CampusEvent>());
        var leaving = stream.Subscribe(early);
        await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        stream.Subscribe(late);
        await stream.PublishAndWaitAsync(new SeatTaken(2)).Soon();
        leaving.Dispose();
        await stream.PublishAndWaitAsync(new SeatTaken(3)).Soon();

        Assert.Equal([1, 2], early.Numbers);
        Assert.Equal([2, 3], late.Numbers);
        Assert.Equal(SubscriptionState.Unsubscribed, leaving.Status.State);
    }

    [Fact]
    public async Task A_name_is_unique_among_the_subscriptions_of_a_stream()
    {
        await using var stream = new EventStream("test");
        var first = stream.SubscribeInline<SeatTaken>(_ => { }, "seats");

        Assert.Throws<ArgumentException>(() => stream.SubscribeInline<TermOpened>(_ => { }, "seats"));
        first.Dispose();
        Assert.Equal("seats", stream.SubscribeInline<TermOpened>(_ => { }, "seats").Name);
    }
}
