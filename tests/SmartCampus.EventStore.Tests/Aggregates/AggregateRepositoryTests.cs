using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

public sealed class AggregateRepositoryTests
{
    private static readonly StreamId Id = new("section-1");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    [Fact]
    public async Task A_saved_aggregate_loads_with_its_version_and_state()
    {
        var repository = new AggregateRepository(_store);
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(2);
        section.Take("ada");
        await repository.SaveAsync([section]);

        var loaded = await repository.LoadAsync<Section>(Id);

        Assert.Equal(2, loaded.Version.Value);
        Assert.Equal(1, loaded.State.SeatsLeft);
        Assert.Empty(section.Uncommitted);
        Assert.Equal(2, section.Version.Value);
    }

    [Fact]
    public async Task A_stale_aggregate_is_refused_and_stores_nothing() // ES3
    {
        var repository = new AggregateRepository(_store);
        var first = await repository.LoadAsync<Section>(Id);
        var second = await repository.LoadAsync<Section>(Id);
        first.Open(2);
        second.Open(3);
        await repository.SaveAsync([first]);

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await repository.SaveAsync([second]));

        Assert.Equal(1, conflict.Actual.Value);
        Assert.Equal(2, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task A_snapshot_is_taken_by_policy_and_used_by_the_next_load() // ES8
    {
        var repository = new AggregateRepository(_store, SnapshotPolicy.Every(3));
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(10);
        section.Take("ada");
        section.Take("bob");
        await repository.SaveAsync([section]);

        var replay = await _store.ReplayAsync(Id, Section.SnapshotSchemaName);
        var restored = Section.FromSnapshot(replay.Snapshot!);

        Assert.Equal(3, replay.Snapshot!.Version.Value);
        Assert.Empty(replay.Events);
        Assert.Equal(8, restored.State.SeatsLeft);
        Assert.Equal(8, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task An_unreadable_snapshot_changes_nothing_but_time() // ES8
    {
        var repository = new AggregateRepository(_store);
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(10);
        await repository.SaveAsync([section]);
        await _store.SaveSnapshotAsync(new Snapshot(Id, 1, Section.SnapshotSchemaName!, "not json"u8.ToArray()));

        Assert.Equal(10, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }
}
