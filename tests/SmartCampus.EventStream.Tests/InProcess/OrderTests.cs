using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class OrderTests
{
    [Fact] // ST1
    public async Task One_subscriber_sees_events_in_publish_order_one_at_a_time()
    {
        await using var stream = new EventStream("test");
        var seen = new Recorder<SeatTaken>(async (_, _, _) => await Task.Yield());
        stream.Subscribe(seen);

        for (var number = 1; number <= 500; number++) Assert.Equal(number, await stream.PublishAsync(new SeatTaken(number)).Soon());

        await seen.ReceivedAsync(500);
        Assert.Equal(Enumerable.Range(1, 500), seen.Numbers);
        Assert.Equal(seen.Numbers.Select(n => (long)n), seen.Positions);
    }

    [Fact] // ST1
    public async Task All_subscribers_see_the_events_of_racing_publishers_in_one_order()
    {
        await using var stream = new EventStream("test");
        var inline = new List<int>();
        Recorder<SeatTaken>[] buffered = [new(), new(), new()];
        foreach (var seen in buffered) stream.Subscribe(seen, new SubscriptionOptions { Capacity = 7 });
        stream.SubscribeInline<SeatTaken>(e => inline.Add(e.Number));

        var positions = new long[400];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(publisher => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) positions[publisher * 100 + i] = await stream.PublishAsync(new SeatTaken(publisher * 100 + i));
        }))).Soon();

        foreach (var seen in buffered) await seen.ReceivedAsync(400);
        var order = Enumerable.Range(0, 400).OrderBy(number => positions[number]).ToArray();
        Assert.All(buffered, seen => Assert.Equal(order, seen.Numbers));
        Assert.Equal(order, inline);
    }

    [Fact] // ST1, ST3
    public async Task A_handler_that_hangs_delays_neither_publishers_nor_other_subscribers()
    {
        await using var stream = new EventStream("test", new EventStreamOptions { DrainTimeout = TimeSpan.Zero });
        var hanging = new Recorder<SeatTaken>((_, _, _) => new Valve().PassAsync());
        var other = new Recorder<SeatTaken>();
        stream.Subscribe(hanging);
        stream.Subscribe(other);

        for (var number = 1; number <= 100; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();

        await other.ReceivedAsync(100);
        await hanging.ReceivedAsync(1);
        Assert.Single(hanging.Numbers);
    }

    [Fact] // ST1: those who wait for room go first, whatever they wait for
    public async Task Publishers_that_wait_for_room_are_accepted_in_the_order_of_their_calls()
    {
        await using var stream = new EventStream("test");
        var (first, second) = (new Valve(), new Valve());
        var one = new Recorder<SeatTaken>((_, _, _) => first.PassAsync());
        var other = new Recorder<CampusEvent>((_, _, _) => second.PassAsync());
        stream.Subscribe(one, new SubscriptionOptions { Capacity = 1 });
        stream.Subscribe(other, new SubscriptionOptions { Capacity = 2 });

        var publications = Enumerable.Range(1, 20).Select(n => stream.PublishAsync(n % 3 == 0 ? new TermOpened(n) : new SeatTaken(n)).AsTask()).ToArray();
        second.Open();
        first.Open();

        await Task.WhenAll(publications).Soon();
        await other.ReceivedAsync(20);
        await one.ReceivedAsync(14);
        Assert.Equal(Enumerable.Range(1, 20).Where(n => n % 3 != 0), one.Numbers);
        Assert.Equal(other.Numbers.Where(n => n % 3 != 0), one.Numbers);
        Assert.Equal(other.Numbers.Where(n => n % 3 == 0), Enumerable.Range(1, 20).Where(n => n % 3 == 0));
    }
}
