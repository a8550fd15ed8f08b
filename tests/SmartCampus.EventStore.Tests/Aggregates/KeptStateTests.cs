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

    [Fact]
    public void A_negative_number_of_kept_states_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AggregateRepository(_store, keptStates: -1));

    private static async Task OpenAsync(AggregateRepository repository, int seats)
    {
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(seats);
        await repository.SaveAsync([section]);
    }
}
