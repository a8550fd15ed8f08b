using Microsoft.Extensions.Time.Testing;
using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>An empty store with a clock that the test moves.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    public abstract OpenedStore Opened { get; }

    public IEventStore Events => Opened.Events;

    public ICheckpointStore Checkpoints => Opened.Checkpoints;

    public IDeadLetterStore Letters => Opened.DeadLetters;

    public virtual async ValueTask DisposeAsync()
    {
        await Opened.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Appends to a stream one event for each number.</summary>
    /// <returns>The position of the last.</returns>
    public async Task<GlobalPosition> AppendAsync(string stream, params int[] numbers) =>
        (await Events.AppendAsync(StreamAppend.To(new StreamId(stream), ExpectedVersion.Any, [.. numbers.Select(number => (object)new Noted(number))]))).Position;
}

public sealed class InMemoryStore : StoreUnderTest
{
    public InMemoryStore() => Opened = OpenedStore.Of(new InMemoryEventStore(TestEvents.Serializer, time: Time));

    public override OpenedStore Opened { get; }
}

public sealed class SqliteStore : StoreUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("durable-");

    public SqliteStore()
    {
        var options = new SqliteEventStoreOptions { Path = Path.Combine(_folder.FullName, "campus.db"), Durability = SqliteDurability.Normal, TimeProvider = Time };
        Opened = OpenedStore.Of(SqliteEventStore.Open(options, TestEvents.Serializer));
    }

    public override OpenedStore Opened { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
