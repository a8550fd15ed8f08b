using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class TelemetryTests
{
    [Theory] // ST9
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trace_of_the_publisher_goes_on_in_its_handlers(bool inline)
    {
        var name = $"test-{Guid.NewGuid():n}";
        using var source = new ActivitySource(name);
        var started = new ConcurrentDictionary<ActivitySpanId, Activity>();
        using var listener = Listen(activity => started[activity.SpanId] = activity, name, EventStream.TelemetryName);
        await using var stream = new EventStream(name);
        Activity? handling = null;
        if (inline) stream.SubscribeInline<SeatTaken>(_ => handling = Activity.Current, "seats");
        else
        {
            stream.Subscribe<SeatTaken>((_, _) =>
            {
                handling = Activity.Current;
                return ValueTask.CompletedTask;
            }, new() { Name = "seats" });
        }

        using var request = source.StartActivity("request");
        await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();

        Assert.Same(request, Activity.Current);
        Assert.Equal(("handle seats", ActivityKind.Consumer, request!.TraceId), (handling!.DisplayName, handling.Kind, handling.TraceId));
        var publishing = started[handling.ParentSpanId];
        Assert.Equal(($"publish {name}", ActivityKind.Producer, request.SpanId), (publishing.DisplayName, publishing.Kind, publishing.ParentSpanId));
    }

    [Fact] // ST9: who listens to the application's activities only finds them again in the handler
    public async Task The_trace_goes_on_when_nobody_listens_to_the_stream_and_no_further_than_its_event()
    {
        var name = $"test-{Guid.NewGuid():n}";
        using var source = new ActivitySource(name);
        using var listener = Listen(_ => { }, name);
        await using var stream = new EventStream(name);
        var handled = new List<ActivityTraceId?>();
        stream.Subscribe<SeatTaken>((_, _) =>
        {
            handled.Add(Activity.Current?.TraceId);
            return ValueTask.CompletedTask;
        });

        await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon();
        using var request = source.StartActivity("request")!;
        await stream.PublishAndWaitAsync(new SeatTaken(2)).Soon();
        request.Stop();
        await stream.PublishAndWaitAsync(new SeatTaken(3)).Soon();

        Assert.Equal([null, request.TraceId, null], handled);
    }

    [Fact] // ST9
    public async Task Throughput_failures_drops_and_lag_are_metrics()
    {
        var name = $"test-{Guid.NewGuid():n}";
        var sums = new Dictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter.Tags?.Any(tag => name.Equals(tag.Value)) == true) own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        var time = new WatchedTime();
        await using var stream = new EventStream(name, new EventStreamOptions { DeadLetterCapacity = 1 }, time);
        var valve = new Valve();
        var held = new Recorder<SeatTaken>((_, _, _) => valve.PassAsync());
        stream.Subscribe(held, new SubscriptionOptions { Name = "held", Capacity = 2, WhenFull = WhenFull.DropNewest });
        stream.SubscribeInline<SeatTaken>(_ => throw new InvalidDataException(), "broken");
        await stream.PublishAsync(new SeatTaken(0)).Soon();
        await held.ReceivedAsync(1);
        for (var number = 1; number < 5; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();
        listener.RecordObservableInstruments();
        time.Advance(TimeSpan.FromSeconds(3));
        valve.Open();
        await stream.StopAsync(Timeout.InfiniteTimeSpan).Soon();

        lock (sums)
        {
            Assert.Equal(5, sums["published"]);
            Assert.Equal(3, sums["handled held"]);
            Assert.Equal(2, sums["lag held"]);
            Assert.Equal(2, sums["undelivered held Dropped"]);
            Assert.Equal(5, sums["undelivered broken DeadLettered"]);
            Assert.Equal(5, sums["failures broken"]);
            Assert.Equal(4, sums["dead_letters.pushed_out"]);
            Assert.Equal(1, sums["dead_letters"]);
            Assert.Equal(6, sums["delay held"]);
        }

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = string.Join(' ', [instrument.Name["smartcampus.eventstream.".Length..], .. tags.ToArray().Select(tag => tag.Value)]);
            lock (sums) sums[key] = sums.GetValueOrDefault(key) + value;
        }
    }

    [Fact] // ST9: observers are not in the way
    public async Task A_listener_that_throws_disturbs_nothing()
    {
        var name = $"test-{Guid.NewGuid():n}";
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter.Tags?.Any(tag => name.Equals(tag.Value)) == true) own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidDataException());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidDataException());
        listener.Start();
        await using var stream = new EventStream(name);
        var seen = new Recorder<SeatTaken>();
        stream.Subscribe(seen);

        Assert.True((await stream.PublishAndWaitAsync(new SeatTaken(1)).Soon()).AllHandled);
    }

    private static ActivityListener Listen(Action<Activity> started, params string[] sources)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            ActivityStarted = started,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
