using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmartCampus.Events.Tests.Aggregates;
using Xunit;

namespace SmartCampus.Events.Tests.DependencyInjection;

public sealed class AddEventStoreTests
{
    private static readonly StreamId Id = new("section-1");

    [Fact]
    public async Task A_store_its_parts_and_the_repository_come_from_the_container_as_one()
    {
        await using var services = Build(all => all.AddEventStore(store => store.UseInMemory().AddEvents(Register)));

        var section = Section.Create(Id);
        section.Open(2);
        await services.GetRequiredService<AggregateRepository>().SaveAsync([section]);

        var events = services.GetRequiredService<IEventStore>();
        Assert.Single(await events.ReadAllAsync().ToListAsync());
        Assert.Same(events, services.GetRequiredService<ICheckpointStore>());
        Assert.Same(events, services.GetRequiredService<IDeadLetterStore>());
        Assert.Same(events, services.GetRequiredService<InMemoryEventStore>());
        Assert.Same(events.Serializer, services.GetRequiredService<IEventSerializer>());
    }

    [Fact]
    public async Task Stores_with_keys_know_nothing_of_each_other()
    {
        await using var services = Build(all => all
            .AddEventStore(store => store.UseInMemory().AddEvents(Register))
            .AddEventStore(store => store.UseInMemory().AddEvents(types => types.Add("renamed", CampusJson.Default.SectionOpened)).UseSnapshots(SnapshotPolicy.Every(1)), key: "other"));

        var section = Section.Create(Id);
        section.Open(2);
        await services.GetRequiredKeyedService<AggregateRepository>("other").SaveAsync([section]);

        var other = services.GetRequiredKeyedService<IEventStore>("other");
        Assert.Equal("renamed", Assert.Single(await other.ReadAllAsync().ToListAsync()).EventType);
        Assert.NotNull(await other.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!));
        Assert.Empty(await services.GetRequiredService<IEventStore>().ReadAllAsync().ToListAsync());
        Assert.Null(services.GetKeyedService<SnapshotPolicy>(null));
    }

    [Fact]
    public async Task A_snapshot_policy_holds_for_the_store_without_a_key()
    {
        await using var services = Build(all => all.AddEventStore(store => store.UseInMemory().AddEvents(Register).UseSnapshots(SnapshotPolicy.Every(1))));
        var section = Section.Create(Id);
        section.Open(2);
        await services.GetRequiredService<AggregateRepository>().SaveAsync([section]);

        Assert.NotNull(await services.GetRequiredService<IEventStore>().GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!));
    }

    [Fact]
    public async Task Several_modules_add_their_events()
    {
        await using var services = Build(all => all.AddEventStore(store => store
            .UseInMemory()
            .AddEvents(types => types.Add("section-opened", CampusJson.Default.SectionOpened))
            .AddEvents(types => types.Add("seat-taken", CampusJson.Default.SeatTaken))));

        var serializer = services.GetRequiredService<IEventSerializer>();
        Assert.Equal("seat-taken", serializer.Serialize(new EventData(new SeatTaken("ada"))).EventType);
        Assert.Equal("section-opened", serializer.Serialize(new EventData(new SectionOpened(1))).EventType);
    }

    [Fact]
    public async Task The_clock_of_the_container_is_the_clock_of_the_store()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await using var services = Build(all => all.AddSingleton<TimeProvider>(clock).AddEventStore(store => store.UseInMemory().AddEvents(Register)));
        var events = services.GetRequiredService<IEventStore>();
        await events.AppendAsync(StreamAppend.To(Id, ExpectedVersion.Any, new SectionOpened(1)));

        Assert.Equal(clock.GetUtcNow(), Assert.Single(await events.ReadAllAsync().ToListAsync()).RecordedAt);
    }

    [Fact]
    public void Choosing_no_store_fails_and_says_what_to_call()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddEventStore(store => store.AddEvents(Register)));

        Assert.Contains("UseInMemory()", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other")]
    public void Choosing_two_stores_fails(string? key) =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddEventStore(store => store.UseInMemory().UseInMemory(), key));

    [Fact]
    public async Task A_name_that_two_types_claim_stops_the_start()
    {
        await using var services = Build(all => all.AddEventStore(store => store
            .UseInMemory()
            .AddEvents(Register)
            .AddEvents(types => types.Add("seat-taken", CampusJson.Default.SectionState))));

        Assert.Throws<ArgumentException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private static void Register(EventTypes types) => types
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken);
}
