using SmartCampus.Events.Testing;
using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

/// <summary>ES8: a replay reads the snapshot and the events at two moments, and must not join what does not belong together.</summary>
public sealed class SnapshotRaceTests
{
    private static readonly StreamId Id = new("section-1");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    [Fact]
    public async Task A_stream_that_is_deleted_and_written_again_between_the_two_reads_is_replayed_without_the_snapshot()
    {
        await PrepareAsync();
        var between = new StoreWithPause(_store, async () =>
        {
            await _store.DeleteAsync(Id, ExpectedVersion.StreamExists);
            await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.NoStream, new SeatTaken("bob")));
        });

        var section = await new AggregateRepository(between).LoadAsync<Section>(Id);

        Assert.Equal((-1, 3L), (section.State.SeatsLeft, section.Version.Value));
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_at_the_snapshot_between_the_two_reads_still_uses_it()
    {
        await PrepareAsync();
        var between = new StoreWithPause(_store, async () => await _store.TruncateAsync(Id, 2, ExpectedVersion.StreamExists));

        Assert.Equal(9, (await new AggregateRepository(between).LoadAsync<Section>(Id)).State.SeatsLeft);
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_between_two_pages_is_replayed_from_what_is_left()
    {
        var between = await PrepareTwoPagesAsync(() => _store.TruncateAsync(Id, PageSize.Max + 3, ExpectedVersion.StreamExists));

        var replay = await between.ReplayAsync(Id);

        Assert.Equal([PageSize.Max + 3L, PageSize.Max + 4L], replay.Events.Select(e => e.Version.Value));
    }

    [Fact]
    public async Task A_stream_that_is_deleted_between_two_pages_is_loaded_as_a_new_one()
    {
        var between = await PrepareTwoPagesAsync(() => _store.DeleteAsync(Id, ExpectedVersion.StreamExists));

        Assert.Equal(StreamVersion.None, (await new AggregateRepository(between).LoadAsync<Section>(Id)).Version);
    }

    [Fact]
    public async Task A_stream_that_is_deleted_and_written_again_between_two_pages_is_loaded_as_it_is_now()
    {
        var between = await PrepareTwoPagesAsync(async () =>
        {
            await _store.DeleteAsync(Id, ExpectedVersion.StreamExists);
            await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.NoStream, new SectionOpened(7)));
        });

        var section = await new AggregateRepository(between).LoadAsync<Section>(Id);

        Assert.Equal((7, PageSize.Max + 5L), (section.State.SeatsLeft, section.Version.Value));
    }

    private async Task<StoreWithPause> PrepareTwoPagesAsync(Func<ValueTask> pause)
    {
        for (var events = 0; events < PageSize.Max + 4; events += 4)
            await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.Any, new SectionOpened(9), new SeatTaken("ada"), new SeatTaken("bob"), new SeatTaken("eve")));
        return new StoreWithPause(_store, () => pause().AsTask(), pages: 1);
    }

    private async Task PrepareAsync()
    {
        var repository = new AggregateRepository(_store, SnapshotPolicy.Every(2));
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(10);
        section.Take("ada");
        await repository.SaveAsync([section]);
        Assert.NotNull(await _store.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!));
    }

    /// <summary>Lets something happen once, after the first look at the snapshots or after some pages.</summary>
    private sealed class StoreWithPause(IEventStore store, Func<Task> pause, int pages = 0) : DelegatingEventStore(store)
    {
        private Func<Task>? _pause = pause;
        private int _pages = pages;

        public override async ValueTask<Snapshot?> GetLatestSnapshotAsync(
            StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default)
        {
            var found = await Inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);
            if (_pages == 0) await PauseAsync();
            return found;
        }

        public override async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
        {
            var page = await Inner.ReadStreamPageAsync(stream, options, cancellationToken);
            if (_pages > 0 && --_pages == 0) await PauseAsync();
            return page;
        }

        private async Task PauseAsync()
        {
            if (Interlocked.Exchange(ref _pause, null) is { } once) await once();
        }
    }
}
