using SmartCampus.Events.Testing;
using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

/// <summary>A repository keeps states to save time; no answer may depend on it.</summary>
public sealed class KeptStateTests
{
    private static readonly StreamId Id = new("section-1");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    [Fact]
    public async Task A_kept_state_is_brought_up_to_date_with_what_others_have_appended()
    {
        var (mine, theirs) = (new AggregateRepository(_store), new AggregateRepository(_store));
        await OpenAsync(mine, 10);
        await mine.LoadAsync<Section>(Id);
        var section = await theirs.LoadAsync<Section>(Id);
        section.Take("ada");
        section.Take("bob");
        await theirs.SaveAsync([section]);

        var loaded = await mine.LoadAsync<Section>(Id);

        Assert.Equal((8, 3L), (loaded.State.SeatsLeft, loaded.Version.Value));
    }

    [Fact]
    public async Task What_a_refused_save_had_raised_is_not_kept() // ES3
    {
        var repository = new AggregateRepository(_store);
        await OpenAsync(repository, 10);
        var (first, second) = (await repository.LoadAsync<Section>(Id), await repository.LoadAsync<Section>(Id));
        first.Take("ada");
        second.Take("bob");
        await repository.SaveAsync([first]);
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await repository.SaveAsync([second]));

        Assert.Equal(9, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task A_stream_that_was_deleted_and_written_again_begins_anew() // ES9
    {
        var repository = new AggregateRepository(_store);
        await OpenAsync(repository, 10);
        await repository.LoadAsync<Section>(Id);
        await _store.DeleteAsync(Id, ExpectedVersion.StreamExists);
        await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.NoStream, new SeatTaken("ada")));

        Assert.Equal(-1, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task A_deleted_stream_is_a_new_aggregate() // ES9
    {
        var repository = new AggregateRepository(_store);
        await OpenAsync(repository, 10);
        await repository.LoadAsync<Section>(Id);
        await _store.DeleteAsync(Id, ExpectedVersion.StreamExists);

        var loaded = await repository.LoadAsync<Section>(Id);

        Assert.Equal((0, 0L), (loaded.State.SeatsLeft, loaded.Version.Value));
    }

    [Fact]
    public async Task A_tombstoned_stream_is_a_new_aggregate_that_cannot_be_saved() // ES9
    {
        var repository = new AggregateRepository(_store);
        await OpenAsync(repository, 10);
        await repository.LoadAsync<Section>(Id);
        await _store.TombstoneAsync(Id, ExpectedVersion.StreamExists);

        var loaded = await repository.LoadAsync<Section>(Id);
        loaded.Take("ada");

        Assert.Equal((-1, 0L), (loaded.State.SeatsLeft, loaded.Version.Value));
        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await repository.SaveAsync([loaded]));
    }

    [Fact]
    public async Task A_stream_whose_beginning_was_cut_off_loads_the_same_warm_and_cold() // ES9
    {
        var warm = new AggregateRepository(_store);
        await OpenAsync(warm, 10);
        var section = await warm.LoadAsync<Section>(Id);
        section.Take("ada");
        await warm.SaveAsync([section]);
        await warm.LoadAsync<Section>(Id);
        await _store.TruncateAsync(Id, 2, ExpectedVersion.StreamExists);

        var (kept, fresh) = (await warm.LoadAsync<Section>(Id), await new AggregateRepository(_store).LoadAsync<Section>(Id));

        Assert.Equal((fresh.State, fresh.Version), (kept.State, kept.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task However_few_states_are_kept_every_load_is_right(int keptStates)
    {
        var repository = new AggregateRepository(_store, keptStates: keptStates);
        var ids = Enumerable.Range(1, 10).Select(i => new StreamId($"section-{i}")).ToArray();
        for (var round = 1; round <= 3; round++)
        {
            foreach (var id in ids)
            {
                var section = await repository.LoadAsync<Section>(id);
                section.Open(round);
                await repository.SaveAsync([section]);
                Assert.Equal((round, (long)round), ((await repository.LoadAsync<Section>(id)).State.SeatsLeft, section.Version.Value));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_more_states_are_kept_than_asked_for_and_those_used_last_stay(int keptStates)
    {
        var watched = new WatchedStore(_store);
        var repository = new AggregateRepository(watched, keptStates: keptStates);
        var ids = Enumerable.Range(1, 8).Select(i => new StreamId($"section-{i}")).ToArray();
        foreach (var id in ids) await _store.AppendAsync(StreamAppend.To(id, ExpectedVersion.NoStream, new SectionOpened(1)));
        for (var round = 0; round < 3; round++)
        {
            foreach (var id in ids) await repository.LoadAsync<Section>(id);
            foreach (var id in ids[^keptStates..]) await repository.LoadAsync<Section>(id); // Used again, in the same order.
        }

        // A load that reads from version 1 had no kept state; it may push one out, so the kept ones are asked first.
        foreach (var id in ids[^keptStates..]) Assert.Equal(2, await FirstVersionReadAsync(id));
        foreach (var id in ids[..^keptStates]) Assert.Equal(1, await FirstVersionReadAsync(id));

        async Task<long> FirstVersionReadAsync(StreamId id)
        {
            watched.From = null;
            await repository.LoadAsync<Section>(id);
            return watched.From!.Value.Value;
        }
    }

    [Fact]
    public async Task After_a_conflict_the_next_load_starts_from_the_store() // ES3
    {
        var watched = new WatchedStore(_store);
        var repository = new AggregateRepository(watched);
        await OpenAsync(repository, 10);
        await repository.LoadAsync<Section>(Id);
        var (first, second) = (await repository.LoadAsync<Section>(Id), await repository.LoadAsync<Section>(Id));
        first.Take("ada");
        second.Take("bob");
        await repository.SaveAsync([first]);
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await repository.SaveAsync([second]));

        watched.From = null;
        var loaded = await repository.LoadAsync<Section>(Id);

        Assert.Equal(1, watched.From!.Value.Value);
        Assert.Equal((9, 2L), (loaded.State.SeatsLeft, loaded.Version.Value));
    }

    [Fact]
    public async Task A_kept_state_of_another_history_does_not_outlive_the_conflict_that_it_causes() // ES3
    {
        var exchanged = new ExchangedStore(_store);
        var repository = new AggregateRepository(exchanged);
        await OpenAsync(repository, 10);
        var section = await repository.LoadAsync<Section>(Id);
        // The store is put back from a backup, and other events take the same versions.
        exchanged.Now = new InMemoryEventStore(_store.Serializer);
        await exchanged.AppendAsync(StreamAppend.To(Id, ExpectedVersion.NoStream, new SectionOpened(5), new SeatTaken("ada")));
        section.Take("bob");
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await repository.SaveAsync([section]));

        Assert.Equal(4, (await repository.LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public void A_negative_number_of_kept_states_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AggregateRepository(_store, keptStates: -1));

    private static async Task OpenAsync(AggregateRepository repository, int seats)
    {
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(seats);
        await repository.SaveAsync([section]);
    }

    /// <summary>Remembers the version with which the first page began.</summary>
    private sealed class WatchedStore(IEventStore inner) : DelegatingEventStore(inner)
    {
        public StreamVersion? From { get; set; }

        public override ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
        {
            From ??= options.From;
            return Inner.ReadStreamPageAsync(stream, options, cancellationToken);
        }
    }

    /// <summary>A store that becomes another one.</summary>
    private sealed class ExchangedStore(IEventStore before) : DelegatingEventStore(before)
    {
        public IEventStore Now { get; set; } = before;

        public override ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) => Now.AppendAsync(request, cancellationToken);

        public override ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default) =>
            Now.ReadStreamPageAsync(stream, options, cancellationToken);
    }
}
