using SmartCampus.Events.Testing;
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

    [Fact]
    public async Task Several_aggregates_are_saved_in_one_append_and_those_without_news_are_left_out() // ES1
    {
        var repository = new AggregateRepository(_store);
        var (first, idle, second) = (Section.Create(Id), Section.Create(new StreamId("section-2")), Section.Create(new StreamId("section-3")));
        first.Open(2);
        second.Open(3);

        var result = await repository.SaveAsync([first, idle, second]);

        Assert.Equal(["section-1", "section-3"], result!.Streams.Select(s => s.Stream.Value));
        Assert.Single((await _store.ReadAllAsync().ToListAsync()).Select(e => e.CommitId).Distinct());
        Assert.Equal((1L, 0L, 1L), (first.Version.Value, idle.Version.Value, second.Version.Value));
    }

    [Fact]
    public async Task One_stale_aggregate_keeps_all_of_them_unsaved() // ES1, ES3
    {
        var repository = new AggregateRepository(_store);
        var (fresh, stale) = (Section.Create(Id), Section.Create(new StreamId("section-2")));
        await _store.AppendAsync(StreamAppend.To(stale.Id, ExpectedVersion.NoStream, new SectionOpened(9)));
        fresh.Open(2);
        stale.Open(3);

        await Assert.ThrowsAsync<ConcurrencyException>(async () => await repository.SaveAsync([fresh, stale]));

        Assert.Equal(0, (await repository.LoadAsync<Section>(Id)).Version.Value);
        Assert.Single(fresh.Uncommitted);
    }

    [Fact]
    public async Task Saving_nothing_writes_nothing() =>
        Assert.Null(await new AggregateRepository(_store).SaveAsync([Section.Create(Id)]));

    [Fact]
    public async Task A_save_says_its_commit_id_metadata_and_tokens() // ES4, ES10, ES12
    {
        var repository = new AggregateRepository(_store);
        var options = new SaveOptions { Metadata = new EventMetadata { Actor = "ada" }, FencingTokens = new Dictionary<StreamId, long> { [Id] = 5 } };
        var section = Section.Create(Id);
        section.Open(2);
        await repository.SaveAsync([section], options);

        var envelope = Assert.Single(await _store.ReadAllAsync().ToListAsync());
        Assert.Equal((options.CommitId, "ada"), (envelope.CommitId, envelope.Metadata.Actor));
        section.Take("bob");
        await Assert.ThrowsAsync<FencedException>(async () => await repository.SaveAsync(
            [section], new SaveOptions { FencingTokens = new Dictionary<StreamId, long> { [Id] = 4 } }));
    }

    [Fact]
    public async Task A_save_that_is_repeated_with_its_commit_id_is_stored_once() // ES4
    {
        var repository = new AggregateRepository(_store);
        var options = new SaveOptions();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var section = Section.Create(Id);
            section.Open(2);
            await repository.SaveAsync([section], options);
            Assert.Equal(1, section.Version.Value);
        }
        Assert.Single(await _store.ReadAllAsync().ToListAsync());
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 9)]
    [InlineData(3, 8)]
    [InlineData(9, 7)]
    public async Task An_aggregate_loads_as_it_was_at_a_version_whatever_snapshots_there_are(long version, int seatsLeft) // ES8
    {
        foreach (var policy in (SnapshotPolicy[])[SnapshotPolicy.Never, SnapshotPolicy.Every(1), SnapshotPolicy.Every(3)])
        {
            var repository = new AggregateRepository(new InMemoryEventStore(_store.Serializer), policy);
            var section = Section.Create(Id);
            section.Open(10);
            foreach (var student in (string[])["ada", "bob", "eve"])
            {
                section.Take(student);
                await repository.SaveAsync([section]);
            }
            Assert.Equal(seatsLeft, (await repository.LoadAsync<Section>(Id, version)).State.SeatsLeft);
        }
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_kept_does_not_make_the_save_fail() // ES8
    {
        // The event {"Seats":1000} has 14 bytes, the state {"SeatsLeft":1000} has 18.
        var store = new InMemoryEventStore(_store.Serializer, new EventStoreLimits { MaxAppendBytes = 14 });
        var repository = new AggregateRepository(store, SnapshotPolicy.Every(1));
        var section = Section.Create(Id);
        section.Open(1_000);

        await repository.SaveAsync([section]);

        Assert.Equal(1, section.Version.Value);
        Assert.Null(await store.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!));
        Assert.Equal(1_000, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task An_aggregate_whose_events_had_been_stored_before_it_was_loaded_refuses_further_use() // ES4
    {
        var repository = new AggregateRepository(_store);
        var options = SaveOptions.Default;
        var first = await repository.LoadAsync<Section>(Id);
        first.Open(2);
        await repository.SaveAsync([first], options);
        var again = await repository.LoadAsync<Section>(Id);
        again.Open(2);

        var result = await repository.SaveAsync([again], options);

        Assert.True(result!.AlreadyCommitted);
        Assert.Throws<InvalidOperationException>(() => again.Take("ada"));
        first.Take("ada");
        await repository.SaveAsync([first]);
        Assert.Equal(1, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_save_that_is_cancelled_after_it_was_stored_is_settled_by_repeating_it_with_its_commit_id(int interval) // ES5, ES14
    {
        var repository = new AggregateRepository(new AnswerLost(_store), SnapshotPolicy.Every(interval));
        var options = new SaveOptions();
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(2);
        section.Take("ada");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await repository.SaveAsync([section], options));
        Assert.Equal(2, section.Uncommitted.Count);

        var result = await repository.SaveAsync([section], options);

        Assert.True(result!.AlreadyCommitted);
        Assert.Equal((2L, 0), (section.Version.Value, section.Uncommitted.Count));
        section.Take("bob");
        await repository.SaveAsync([section]);
        Assert.Equal(0, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    /// <summary>Stores the first append, and ends as if the caller had cancelled it at that moment.</summary>
    private sealed class AnswerLost(IEventStore inner) : DelegatingEventStore(inner)
    {
        private bool _isLost;

        public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
        {
            var result = await Inner.AppendAsync(request, cancellationToken);
            if (_isLost) return result;
            _isLost = true;
            throw new OperationCanceledException("The caller gave up.");
        }
    }
}
