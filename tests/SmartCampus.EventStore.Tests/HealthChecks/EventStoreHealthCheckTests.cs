using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartCampus.Events.Testing;
using Xunit;

namespace SmartCampus.Events.Tests.HealthChecks;

/// <summary>The check of a store that has none of its own.</summary>
public sealed class EventStoreHealthCheckTests
{
    [Fact]
    public async Task A_store_that_can_be_read_is_healthy_and_tells_its_last_position()
    {
        await using var services = Services(store => store.UseInMemory());
        Assert.Equal((HealthStatus.Healthy, 0L), await CheckAsync(services, "event-store"));
        await services.GetRequiredService<IEventStore>().TombstoneAsync(new StreamId("room-1"), ExpectedVersion.NoStream, TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services, "event-store")).Status);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_unhealthy_and_says_why()
    {
        await using var services = Services(store => store.UseInMemory());
        var failing = new FailingStore(services.GetRequiredService<IEventStore>());
        await using var outer = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<IEventStore>(failing)
            .AddHealthChecks().AddEventStore().Services.BuildServiceProvider();
        var entry = (await outer.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["event-store"];
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("The disk is full. Free some space.", entry.Description);
    }

    [Fact]
    public async Task Stores_with_keys_have_checks_of_their_own()
    {
        await using var services = Services(store => store.UseInMemory(), key: "archive");
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services, "archive-store")).Status);
    }

    private static ServiceProvider Services(Action<EventStoreBuilder> configure, string? key = null)
    {
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddEventStore(configure, key);
        services.AddHealthChecks().AddEventStore(key is null ? "event-store" : $"{key}-store", key);
        return services.BuildServiceProvider();
    }

    private static async Task<(HealthStatus Status, long? Last)> CheckAsync(ServiceProvider services, string name)
    {
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return (report.Entries[name].Status, (long?)report.Entries[name].Data["last_position"]);
    }

    private sealed class FailingStore(IEventStore inner) : DelegatingEventStore(inner)
    {
        public override ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
            throw new EventStoreUnavailableException("The disk is full. Free some space.");
    }
}
