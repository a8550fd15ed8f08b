using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public sealed class HostingTests : IAsyncDisposable
{
    private readonly InMemoryStore _store = new();
    private readonly ServiceProvider _services;

    public HostingTests()
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(_store.Time)
            .AddSingleton(_store.Events).AddSingleton(_store.Checkpoints).AddSingleton(_store.Letters)
            .AddSingleton(new Process(_store))
            .AddDurableSubscription<Process>(DurableTest.Group, options => options.MaxAttempts = 1);
        services.AddHealthChecks().AddDurableSubscription(DurableTest.Group);
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IHostedService Service => _services.GetServices<IHostedService>().Single(service => service.GetType().Namespace == "SmartCampus.Streams");

    private DurableSubscription Subscription => _services.GetRequiredKeyedService<DurableSubscription>(DurableTest.Group);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_host_runs_the_subscription_from_its_start_to_its_stop() // ST7, ST8
    {
        await Service.StartAsync(Cancellation);
        await Subscription.WaitForAsync(await _store.AppendAsync("a", 1), Cancellation);
        await Service.StopAsync(Cancellation);

        Assert.Equal(DurableSubscriptionState.Stopped, Subscription.Status.State);
        Assert.Equal([1], _services.GetRequiredService<Process>().Numbers);
        Assert.Equal(1, (await _store.Checkpoints.ReadAsync(DurableTest.Group, Cancellation)).Value);
    }

    [Fact]
    public async Task A_host_that_loses_patience_cancels_the_handlers() // ST7
    {
        var entered = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        _services.GetRequiredService<Process>().OnHandle = async (_, cancellationToken) =>
        {
            entered.SetResult(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        await Service.StartAsync(Cancellation);
        await _store.AppendAsync("a", 1);
        var handling = await entered.Task.WaitAsync(Cancellation);

        using var patience = new CancellationTokenSource();
        var stopping = Service.StopAsync(patience.Token);
        Assert.False(handling.IsCancellationRequested);
        await patience.CancelAsync();
        await stopping;

        Assert.True(handling.IsCancellationRequested);
    }

    [Fact]
    public async Task Health_tells_how_far_the_subscription_is_and_what_is_parked() // ST9
    {
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        await Service.StartAsync(Cancellation);
        await Subscription.WaitForAsync(await _store.AppendAsync("a", 1), Cancellation);
        var healthy = await CheckAsync();
        Assert.Equal(HealthStatus.Healthy, healthy.Status);
        Assert.Equal((1L, 1L, 0L), (healthy.Data["position"], healthy.Data["head_position"], healthy.Data["lag"]));

        _services.GetRequiredService<Process>().OnHandle = (_, _) => throw new InvalidOperationException("Poison.");
        await Subscription.WaitForAsync(await _store.AppendAsync("a", 2), Cancellation);
        var parked = await CheckAsync();
        await Service.StopAsync(Cancellation);

        Assert.Equal(HealthStatus.Degraded, parked.Status);
        Assert.Equal(1, parked.Data["parked_streams"]);
    }

    [Fact]
    public async Task What_happens_is_counted() // ST9
    {
        using var meters = new OneMeter();
        var sums = new Dictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter == meters.Meter) own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Assert.Equal(new("eventstore.consumer_group", DurableTest.Group), tags[0]);
            lock (sums) sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        var process = _services.GetRequiredService<Process>();
        process.OnHandle = (envelope, _) => envelope.Stream.Value == "a" ? throw new InvalidOperationException("Poison.") : ValueTask.CompletedTask;
        var subscription = new DurableSubscription<Process>(
            _store.Events, _store.Checkpoints, _store.Letters, DurableTest.Group, process, new() { MaxAttempts = 2 }, _store.Time, logger: null, meters);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => subscription.RunAsync(stop.Token), Cancellation);
        await _store.AppendAsync("a", 1, 2);
        var done = subscription.WaitForAsync(await _store.AppendAsync("b", 3), Cancellation);
        while (!done.IsCompleted)
        {
            _store.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        listener.RecordObservableInstruments();
        await stop.CancelAsync();
        await running;

        lock (sums)
        {
            Assert.Equal((1, 2, 1, 2), (sums["eventstream.durable.handled"], sums["eventstream.durable.failed"], sums["eventstream.durable.retried"], sums["eventstream.durable.dead_letters"]));
            Assert.Equal((0, 1), (sums["eventstream.durable.lag"], sums["eventstream.durable.parked"]));
        }
    }

    [Fact]
    public async Task The_trace_of_the_append_goes_on_in_the_handler() // ST9
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SmartCampus.EventStream",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var seen = new TaskCompletionSource<string?>();
        _services.GetRequiredService<Process>().OnHandle = (_, _) =>
        {
            seen.TrySetResult(Activity.Current?.ParentId);
            return ValueTask.CompletedTask;
        };
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var data = new EventData(new Noted(1)) { Metadata = new EventMetadata { Headers = new Dictionary<string, string> { ["traceparent"] = Parent } } };
        await _store.Events.AppendAsync(new StreamAppend(new StreamId("a"), ExpectedVersion.Any, [data]), Cancellation);
        await Service.StartAsync(Cancellation);

        Assert.Equal(Parent, await seen.Task.WaitAsync(Cancellation));
        await Service.StopAsync(Cancellation);
    }

    [Fact]
    public void A_group_is_added_once_and_wrong_options_are_refused_at_once()
    {
        var services = new ServiceCollection().AddDurableSubscription<Process>("g");

        Assert.Throws<InvalidOperationException>(() => services.AddDurableSubscription<Process>("g"));
        Assert.Throws<ArgumentOutOfRangeException>(() => services.AddDurableSubscription<Process>("h", options => options.Concurrency = 0));
        Assert.Throws<ArgumentException>(() => new DeadLetters(_store.Checkpoints, _store.Letters, "g:retry"));
    }

    private async Task<HealthReportEntry> CheckAsync() =>
        (await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation)).Entries[$"subscription-{DurableTest.Group}"];

    private sealed class OneMeter : IMeterFactory
    {
        public Meter Meter { get; } = new("SmartCampus.EventStream");

        public Meter Create(MeterOptions options) => Meter;

        public void Dispose() => Meter.Dispose();
    }
}
