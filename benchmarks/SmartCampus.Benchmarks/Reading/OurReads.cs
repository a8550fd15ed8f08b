using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>The SQLite store, read as an application would: event by event, or as an aggregate of which no state is kept.</summary>
internal sealed class OurReads : IReadSystem
{
    private readonly string _path;
    private readonly Func<IEventStore, StreamId, ValueTask<SeatCount>> _replay;
    private SqliteEventStore? _store;

    private OurReads(string name, string path, Func<IEventStore, StreamId, ValueTask<SeatCount>> replay) => (Name, _path, _replay) = (name, path, replay);

    public string Name { get; }

    public Role Role => Role.Ours;

    private SqliteEventStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public static OurReads Sqlite(string path) => new("SmartCampus SQLite", path, async (store, stream) =>
    {
        var count = SeatCount.Empty;
        await foreach (var envelope in store.ReadStreamAsync(stream)) count = count.Apply((SeatTaken)envelope.Event);
        return count;
    });

    public static OurReads Aggregates(string path) => new("SmartCampus SQLite, aggregate", path, async (store, stream) =>
        (await new AggregateRepository(store, keptStates: 0).LoadAsync<SeatCounter>(stream)).State);

    public async Task FillAsync(History history)
    {
        // Nothing is measured yet, so nothing waits for the disk.
        var options = new SqliteEventStoreOptions { Path = _path, Durability = SqliteDurability.Normal };
        await using (var store = SqliteEventStore.Open(options, BenchmarkEvents.Serializer))
        {
            foreach (var (stream, run) in history.Runs())
                await store.AppendAsync(StreamAppend.To(stream.Id, ExpectedVersion.Any, [.. run]));
        }
        _store = SqliteEventStore.Open(_path, BenchmarkEvents.Serializer);
    }

    public ValueTask<SeatCount> ReplayAsync(SectionStream stream) => _replay(Store, stream.Id);

    public async ValueTask<SeatCount> ReadAllAsync()
    {
        var count = SeatCount.Empty;
        await foreach (var envelope in Store.ReadAllAsync()) count = count.Apply((SeatTaken)envelope.Event);
        return count;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
