using CsCheck;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>Generated cases against a list and some arithmetic. A failure prints its seed.</summary>
public sealed class ModelTests
{
    [Fact] // ST5
    public async Task A_reader_gets_what_is_kept_from_where_it_asks_or_an_error() =>
        await Gen.Select(Gen.Int[1, 12], Gen.Int[0, 40], Gen.Int[1, 45]).SampleAsync(async (size, events, start) =>
        {
            await using var stream = new EventStream("test", new EventStreamOptions { HistorySize = size });
            for (var number = 1; number <= events; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();
            await stream.StopAsync(TimeSpan.Zero).Soon();
            var oldest = Math.Max(1, events - size + 1);

            if (start > events + 1) Assert.Throws<ArgumentOutOfRangeException>(() => stream.ReadAsync<SeatTaken>(StartAt.Position(start)));
            else if (start < oldest) Assert.Equal(oldest, Assert.Throws<HistoryNotKeptException>(() => stream.ReadAsync<SeatTaken>(StartAt.Position(start))).OldestKept);
            else
            {
                var read = new List<int>();
                await foreach (var published in stream.ReadAsync<SeatTaken>(StartAt.Position(start))) read.Add(published.Event.Number);
                Assert.Equal(Enumerable.Range(start, events - start + 1), read);
            }
        }, iter: 200, threads: 1);

    [Fact] // ST3, ST4
    public async Task Every_event_is_either_handled_or_counted_as_dropped() =>
        await Gen.Select(Gen.Int[1, 8], Gen.Int[1, 30], Gen.Bool).SampleAsync(async (capacity, events, oldest) =>
        {
            await using var stream = new EventStream("test");
            var valve = new Valve();
            var seen = new Recorder<SeatTaken>((_, _, _) => valve.PassAsync());
            var subscription = stream.Subscribe(seen, new SubscriptionOptions { Capacity = capacity, WhenFull = oldest ? WhenFull.DropOldest : WhenFull.DropNewest });
            await stream.PublishAsync(new SeatTaken(0)).Soon();
            await seen.ReceivedAsync(1);
            var outcomes = Enumerable.Range(1, events).Select(number => stream.PublishAndWaitAsync(new SeatTaken(number)).AsTask()).ToArray();
            valve.Open();
            await stream.StopAsync(Timeout.InfiniteTimeSpan).Soon();

            var dropped = Math.Max(0, events - capacity);
            Assert.Equal([0, .. Enumerable.Range(oldest ? dropped + 1 : 1, events - dropped)], seen.Numbers);
            Assert.Equal((dropped, events - dropped + 1), (subscription.Status.Dropped, subscription.Status.Handled));
            Assert.Equal(dropped, (await Task.WhenAll(outcomes).Soon()).Count(report => report.Deliveries[0].Outcome == DeliveryOutcome.Dropped));
        }, iter: 200, threads: 1);
}
