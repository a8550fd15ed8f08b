using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>All rules at once: whatever is done, through two stores on one file that are closed and opened again, it is answered as the in-memory store does.</summary>
public sealed class ModelTests(ITestOutputHelper output) : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly InMemoryEventStore _model = new(WorkerEvents.Serializer);
    private readonly List<AppendRequest> _requests = [];

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 10)]
    [InlineData(4, 100)]
    [InlineData(5, 16_384)]
    public async Task The_store_answers_as_the_in_memory_store_does(int seed, int indexBatchSize)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var stores = new[] { _file.Open(indexBatchSize), _file.Open(indexBatchSize) };
        for (var step = 0; step < 400; step++)
        {
            var at = random.Next(2);
            var act = Act(random);
            Assert.Equal(await OutcomeAsync(act, _model), await OutcomeAsync(act, stores[at]));
            if (step % 20 == 0) await CompareAsync(random, stores[random.Next(2)]);
            if (step % 50 != 49) continue;
            await stores[at].DisposeAsync();
            stores[at] = _file.Open(indexBatchSize);
        }
        foreach (var store in stores)
        {
            await CompareAsync(random, store);
            await store.DisposeAsync();
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Func<IEventStore, Task<string>> Act(Random random)
    {
        var stream = Stream(random);
        var expected = Expected(random);
        switch (random.Next(20))
        {
            case 0:
                return store => DoneAsync(() => store.DeleteAsync(stream, expected, Cancellation));
            case 1 when random.Next(8) == 0:
                return store => DoneAsync(() => store.TombstoneAsync(stream, expected, Cancellation));
            case 2:
                var before = random.Next(12);
                return store => DoneAsync(() => store.TruncateAsync(stream, before, expected, Cancellation));
            case 3 or 4:
                var snapshot = new Snapshot(stream, random.Next(1, 12), $"v{random.Next(2)}", new[] { (byte)random.Next(256) });
                return store => DoneAsync(() => store.SaveSnapshotAsync(snapshot, Cancellation));
            case 5 or 6 when _requests.Count > 0:
                var again = _requests[random.Next(_requests.Count)];
                if (random.Next(4) == 0) again = again with { Streams = [.. again.Streams, Steps.Part(new StreamId("another"), ExpectedVersion.Any)] };
                return store => AppendAsync(store, again);
            default:
                var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Stream(random)).Distinct()
                    .Select(s => Steps.Part(s, Expected(random), random.Next(1, 4), random.Next(3) == 0 ? random.Next(1, 40) : null)).ToArray();
                var request = new AppendRequest(parts);
                _requests.Add(request);
                return store => AppendAsync(store, request);
        }
    }

    private static async Task<string> DoneAsync(Func<ValueTask> act)
    {
        await act();
        return "done";
    }

    private static StreamId Stream(Random random) => new($"room-{random.Next(6)}");

    private static ExpectedVersion Expected(Random random) => random.Next(8) switch
    {
        0 => ExpectedVersion.NoStream,
        1 => ExpectedVersion.StreamExists,
        2 => ExpectedVersion.Exactly(random.Next(1, 20)),
        _ => ExpectedVersion.Any,
    };

    private static async Task<string> AppendAsync(IEventStore store, AppendRequest request)
    {
        var result = await store.AppendAsync(request, Cancellation);
        return $"{result.CommitId} {result.Position} {result.AlreadyCommitted} {string.Join(", ", result.Streams)}";
    }

    private static async Task<string> OutcomeAsync(Func<IEventStore, Task<string>> act, IEventStore store)
    {
        try
        {
            return await act(store);
        }
        catch (Exception e) when (e is EventStoreException)
        {
            return e.Message;
        }
        catch (ArgumentOutOfRangeException)
        {
            return "out of range";
        }
    }

    private async Task CompareAsync(Random random, SqliteEventStore store)
    {
        foreach (var direction in Enum.GetValues<ReadDirection>())
        {
            var all = new AllReadOptions { Direction = direction, MaxCount = random.Next(1, 60), Filter = random.Next(2) == 0 ? null : new EventFilter { StreamPrefix = "room-1" } };
            Assert.Equal(await ReadAsync(_model.ReadAllAsync(all, Cancellation)), await ReadAsync(EventStoreExtensions.ReadAllAsync(store, all, Cancellation)));
            foreach (var stream in Enumerable.Range(0, 7).Select(i => new StreamId($"room-{i}")))
            {
                var options = new StreamReadOptions { Direction = direction, MaxCount = random.Next(1, 30), From = random.Next(2) == 0 ? null : random.Next(0, 40) };
                Assert.Equal(Describe(await _model.ReadStreamPageAsync(stream, options, Cancellation)), Describe(await store.ReadStreamPageAsync(stream, options, Cancellation)));
                var upTo = random.Next(2) == 0 ? (StreamVersion?)null : random.Next(1, 20);
                Assert.Equal(
                    Describe(await _model.GetLatestSnapshotAsync(stream, "v1", upTo, Cancellation)), Describe(await store.GetLatestSnapshotAsync(stream, "v1", upTo, Cancellation)));
            }
        }
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<EventEnvelope> events)
    {
        var read = new List<string>();
        await foreach (var each in events) read.Add(Describe(each));
        return read;
    }

    private static string Describe(EventEnvelope e) => $"{e.Position} {e.Stream} {e.Version} {e.CommitId} {e.Event}";

    private static string Describe(Snapshot? s) => s is null ? "none" : $"{s.Version} {s.Schema} {Convert.ToHexString(s.State.Span)}";

    private static string Describe(StreamPage page) =>
        $"{page.Status} {page.Head} {page.First} {page.Next} {string.Join("; ", page.Events.Select(Describe))}";
}
