using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Start = new(2025, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);

    [Fact] // ST5
    public async Task A_replay_from_a_position_goes_on_with_new_events()
    {
        await using var stream = await StreamAsync(events: 5, history: 10);
        var seen = new Recorder<SeatTaken>();
        stream.Subscribe(seen, new SubscriptionOptions { From = StartAt.Position(3) });
        await stream.PublishAsync(new SeatTaken(6)).Soon();

        await seen.ReceivedAsync(4);
        Assert.Equal([3, 4, 5, 6], seen.Numbers);
        Assert.Equal([3, 4, 5, 6], seen.Positions);
    }

    [Theory] // ST5: event n was published n minutes after the start
    [InlineData(0.0, 1)]
    [InlineData(3.0, 3)]
    [InlineData(3.1, 4)]
    [InlineData(5.1, 6)]
    public async Task A_replay_from_a_time_begins_with_the_first_event_of_that_time_or_later(double minutes, int first)
    {
        await using var stream = await StreamAsync(events: 5, history: 10);
        var seen = new Recorder<SeatTaken>();
        stream.Subscribe(seen, new SubscriptionOptions { From = StartAt.Time(Start.AddMinutes(minutes)) });
        await stream.PublishAsync(new SeatTaken(6)).Soon();

        await seen.ReceivedAsync(7 - first);
        Assert.Equal(Enumerable.Range(first, 7 - first), seen.Numbers);
    }

    [Fact] // ST5
    public async Task Asking_for_a_position_that_is_no_longer_kept_is_an_error_that_says_what_is_kept()
    {
        await using var stream = await StreamAsync(events: 5, history: 3);
        var lost = Assert.Throws<HistoryNotKeptException>(() => stream.Subscribe(new Recorder<SeatTaken>(), new SubscriptionOptions { From = StartAt.Position(2) }));

        Assert.Equal(3, lost.OldestKept);
        Assert.Empty(stream.Subscriptions);
        var seen = new Recorder<SeatTaken>();
        stream.Subscribe(seen, new SubscriptionOptions { From = StartAt.OldestKept });
        await seen.ReceivedAsync(3);
        Assert.Equal([3, 4, 5], seen.Numbers);
    }

    [Fact] // ST5: event 2, published two minutes after the start, is the last that is lost
    public async Task Asking_for_a_time_whose_events_are_no_longer_kept_is_an_error()
    {
        await using var stream = await StreamAsync(events: 5, history: 3);

        Assert.Throws<HistoryNotKeptException>(() => stream.ReadAsync<SeatTaken>(StartAt.Time(Start.AddMinutes(2))));
        await using var reader = stream.ReadAsync<SeatTaken>(StartAt.Time(Start.AddMinutes(2.5))).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().Soon());
        Assert.Equal(3, reader.Current.Position);
    }

    [Fact] // ST5: positions of a stream that is no more say nothing
    public async Task Asking_for_a_position_that_is_yet_to_come_is_an_error()
    {
        await using var stream = await StreamAsync(events: 5, history: 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => stream.ReadAsync<SeatTaken>(StartAt.Position(7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartAt.Position(0));
        stream.Subscribe(new Recorder<SeatTaken>(), new SubscriptionOptions { From = StartAt.Position(6) });
    }

    [Fact] // ST5
    public async Task A_stream_without_history_refuses_what_it_does_not_keep()
    {
        await using var stream = await StreamAsync(events: 2, history: 0);

        Assert.Throws<InvalidOperationException>(() => stream.ReadAsync<SeatTaken>());
        Assert.Throws<HistoryNotKeptException>(() => stream.Subscribe(new Recorder<SeatTaken>(), new SubscriptionOptions { From = StartAt.Position(2) }));
        Assert.Throws<HistoryNotKeptException>(() => stream.Subscribe(new Recorder<SeatTaken>(), new SubscriptionOptions { From = StartAt.Time(Start) }));
        var seen = new Recorder<SeatTaken>();
        stream.Subscribe(seen, new SubscriptionOptions { From = StartAt.OldestKept });
        await stream.PublishAndWaitAsync(new SeatTaken(3)).Soon();
        Assert.Equal([3], seen.Numbers);
    }

    [Fact] // ST5: a replay needs no room in the buffer, and new events wait behind it
    public async Task A_replay_that_is_longer_than_the_buffer_holds_up_no_publisher()
    {
        await using var stream = await StreamAsync(events: 50, history: 100);
        var valve = new Valve();
        var seen = new Recorder<SeatTaken>((_, _, _) => valve.PassAsync());
        var subscription = stream.Subscribe(seen, new SubscriptionOptions { From = StartAt.OldestKept, Capacity = 2 });
        await seen.ReceivedAsync(1);
        await stream.PublishAsync(new SeatTaken(51)).Soon();
        await stream.PublishAsync(new SeatTaken(52)).Soon();

        Assert.Equal(51, subscription.Status.Waiting);
        valve.Open();
        await seen.ReceivedAsync(52);
        Assert.Equal(Enumerable.Range(1, 52), seen.Numbers);
    }

    [Fact] // ST5: a wall clock that is set back must not hide events from a replay from a time
    public async Task Times_never_go_back()
    {
        var time = new SettableTime { Now = Start };
        await using var stream = new EventStream("test", time: time);
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        time.Now = Start.AddHours(-1);
        await stream.PublishAsync(new SeatTaken(2)).Soon();

        await using var reader = stream.ReadAsync<SeatTaken>(StartAt.Time(Start)).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().Soon());
        Assert.True(await reader.MoveNextAsync().Soon());
        Assert.Equal(new PublishedEvent<SeatTaken>(new SeatTaken(2), 2, Start), reader.Current);
    }

    private async Task<EventStream> StreamAsync(int events, int history)
    {
        var stream = new EventStream("test", new EventStreamOptions { HistorySize = history }, _time);
        for (var number = 1; number <= events; number++)
        {
            _time.SetUtcNow(Start.AddMinutes(number));
            await stream.PublishAsync(new SeatTaken(number)).Soon();
        }
        return stream;
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
