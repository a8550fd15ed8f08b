using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Events;

namespace SmartCampus.Host.Tests;

/// <summary>What callers and operators see when the store fails (HO5, HO6), and that the host recovers.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task An_unavailable_store_is_503_with_a_time_to_retry_and_the_host_is_live_but_not_ready()
    {
        await using var host = await StartAsync();
        Store(host).Failure = () => new EventStoreUnavailableException("The disk is full.");

        foreach (var response in (HttpResponseMessage[])[await host.Client.EnrollAsync("student-123", "section-456"), await host.Client.GetAsync("/api/v1/courses")])
        {
            await response.ReadProblemAsync(503, "UNAVAILABLE");
            Assert.NotNull(response.Headers.RetryAfter);
        }
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.GetAsync("/health/ready")).StatusCode);

        Store(host).Failure = null;
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await host.Client.EnrollAsync("student-123", "section-456")).StatusCode);
    }

    [Fact]
    public async Task A_conflict_at_every_retry_is_409()
    {
        await using var host = await StartAsync();
        Store(host).Failure = () => new ConcurrencyException(new StreamId("section:section-456"), ExpectedVersion.NoStream, new StreamVersion(1));

        await (await host.Client.EnrollAsync("student-123", "section-456")).ReadProblemAsync(409, "VERSION_CONFLICT");
    }

    [Fact]
    public async Task An_outcome_that_nobody_knows_is_503_and_says_so()
    {
        await using var host = await StartAsync();
        Store(host).Failure = () => new AppendOutcomeUnknownException(CommitId.New());

        await (await host.Client.EnrollAsync("student-123", "section-456")).ReadProblemAsync(503, "OUTCOME_UNKNOWN");
    }

    [Fact]
    public async Task A_fault_of_the_host_is_500_and_gives_nothing_away()
    {
        await using var host = await StartAsync();
        Store(host).Failure = () => new InvalidTimeZoneException("secret");

        var problem = await (await host.Client.GetAsync("/api/v1/events")).ReadProblemAsync(500, "INTERNAL");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    private static FailingStore Store(RunningHost host) => (FailingStore)host.Services.GetRequiredService<IEventStore>();

    private static Task<RunningHost> StartAsync() => RunningHost.StartAsync(
        configure: services => services.AddSingleton<IEventStore>(provider => new FailingStore(provider.GetRequiredService<InMemoryEventStore>())));
}
