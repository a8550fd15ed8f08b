using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>An empty store with a clock that the test moves.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    public WatchedTime Time { get; protected init; } = new();

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
    public Task<GlobalPosition> AppendAsync(string stream, params int[] numbers) => AppendEventsAsync(stream, [.. numbers.Select(number => (object)new Noted(number))]);

    public async Task<GlobalPosition> AppendEventsAsync(string stream, params object[] events) =>
        (await Events.AppendAsync(StreamAppend.To(new StreamId(stream), ExpectedVersion.Any, events))).Position;
}
