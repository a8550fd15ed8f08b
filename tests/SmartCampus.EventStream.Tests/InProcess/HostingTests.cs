using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class HostingTests
{
    [Fact] // ST7
    public async Task A_stream_stops_with_its_host_and_drains_first()
    {
        var time = new WatchedTime();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddEventStream("campus", new EventStreamOptions { HistorySize = 2 }).BuildServiceProvider();
        var stream = services.GetRequiredKeyedService<EventStream>("campus");
        var seen = new Recorder<SeatTaken>(async (_, _, _) => await Task.Yield());
        stream.Subscribe(seen);
        for (var number = 1; number <= 20; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();

        foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StopAsync(default).Soon();

        Assert.Equal(Enumerable.Range(1, 20), seen.Numbers);
        await Assert.ThrowsAsync<EventStreamStoppedException>(() => stream.PublishAsync(new SeatTaken(21)).Soon());
    }

    [Fact]
    public async Task The_first_stream_is_also_the_one_without_a_key()
    {
        await using var services = new ServiceCollection().AddEventStream("campus").AddEventStream("library").BuildServiceProvider();

        Assert.Same(services.GetRequiredKeyedService<EventStream>("campus"), services.GetRequiredService<EventStream>());
        Assert.Equal("library", services.GetRequiredKeyedService<EventStream>("library").Name);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventStream("test", new EventStreamOptions { HistorySize = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventStream("test", new EventStreamOptions { DeadLetterCapacity = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventStream("test", new EventStreamOptions { DrainTimeout = TimeSpan.FromDays(2) }));
    }

    public static TheoryData<SubscriptionOptions> OutOfRange =>
    [
        new SubscriptionOptions { Capacity = 0 },
        new SubscriptionOptions { Retries = -1 },
        new SubscriptionOptions { RetryDelay = TimeSpan.FromTicks(-1) },
        new SubscriptionOptions { MaxRetryDelay = TimeSpan.FromDays(2) },
        new SubscriptionOptions { WhenFull = (WhenFull)9 },
        new SubscriptionOptions { WhenFailing = (WhenFailing)9 },
    ];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Options_of_a_subscription_out_of_range_are_refused(SubscriptionOptions options)
    {
        await using var stream = new EventStream("test");

        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Subscribe(new Recorder<SeatTaken>(), options));
        Assert.Empty(stream.Subscriptions);
    }
}
