using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>A store of this repository, used as an application would: typed events over the public interface.</summary>
internal sealed class OurAppends(string name, Func<IEventStore> open) : IAppendSystem
{
    private static readonly StreamReadOptions LastEvent = new() { Direction = ReadDirection.Backward, MaxCount = 1 };

    private IEventStore? _store;

    public string Name => name;

    public Role Role => Role.Ours;

    private IEventStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public static OurAppends Sqlite(string path) => new("SmartCampus SQLite", () => SqliteEventStore.Open(path, BenchmarkEvents.Serializer));

    public static OurAppends InMemory() => new("SmartCampus in memory", () => new InMemoryEventStore(BenchmarkEvents.Serializer));

    public Task OpenAsync()
    {
        _store = open();
        return Task.CompletedTask;
    }

    public IAppendClient Connect() => new Client(Store);

    public async Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        for (var stream = 0; stream < streams.Count; stream++)
            await foreach (var envelope in Store.ReadStreamAsync(streams[stream].Id)) check.Add(stream, envelope.Version.Value, (SeatTaken)envelope.Event);
    }

    public ValueTask DisposeAsync() => Store is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;

    private sealed class Client(IEventStore store) : IAppendClient
    {
        public async ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken)
        {
            try
            {
                await store.AppendAsync(StreamAppend.To(stream.Id, ExpectedVersion.Exactly(new StreamVersion(expected)), taken));
                return true;
            }
            catch (ConcurrencyException)
            {
                return false;
            }
        }

        public async ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken)
        {
            var page = await store.ReadStreamPageAsync(stream.Id, LastEvent);
            return await AppendAsync(stream, page.Head.Value, taken);
        }

        public void Dispose()
        {
        }
    }
}
