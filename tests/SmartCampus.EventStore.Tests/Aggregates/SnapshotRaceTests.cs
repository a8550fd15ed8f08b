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

    private async Task PrepareAsync()
    {
        var repository = new AggregateRepository(_store, SnapshotPolicy.Every(2));
        var section = await repository.LoadAsync<Section>(Id);
        section.Open(10);
        section.Take("ada");
        await repository.SaveAsync([section]);
        Assert.NotNull(await _store.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!));
    }

    /// <summary>Lets something happen once, after the first look at the snapshots.</summary>
    private sealed class StoreWithPause(IEventStore store, Func<Task> pause) : DelegatingEventStore(store)
    {
        private Func<Task>? _pause = pause;

        public override async ValueTask<Snapshot?> GetLatestSnapshotAsync(
            StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default)
        {
            var found = await Inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);
            if (Interlocked.Exchange(ref _pause, null) is { } once) await once();
            return found;
        }
    }
}
