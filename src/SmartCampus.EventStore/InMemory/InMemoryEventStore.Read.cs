namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore
{
    /// <inheritdoc/>
    public ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (Find(stream) is not { } found) return new(new StreamPage(stream, StreamStatus.Missing, StreamVersion.None, StreamVersion.None, [], null));
            return new(options.Direction == ReadDirection.Forward ? Forward(stream, found, options) : Backward(stream, found, options));
        }
    }

    /// <inheritdoc/>
    public ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var step = options.Direction == ReadDirection.Forward ? 1 : -1;
            var start = options.After?.Value ?? (step > 0 ? 0 : LastPosition + 1);
            var position = Math.Min(start, LastPosition + 1);
            var events = new List<EventEnvelope>();
            while (events.Count < options.MaxCount && position + step >= 1 && position + step <= LastPosition)
            {
                position += step;
                if (_log[(int)position - 1] is { } envelope && options.Filter?.Accepts(envelope.EventType, envelope.Stream.Value) != false) events.Add(envelope);
            }
            var isEnd = position + step < 1 || position + step > LastPosition;
            // A reader that asks from beyond the end keeps its place: nothing after it was scanned.
            var next = step > 0 ? Math.Max(position, start) : Math.Min(position, LastPosition);
            return new(new AllPage(events, new GlobalPosition(next), isEnd));
        }
    }

    /// <inheritdoc/>
    public async ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (LastPosition > after.Value) return;
                appended = (_appended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await appended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static StreamPage Forward(StreamId stream, MemoryStream found, StreamReadOptions options)
    {
        var from = Math.Max(options.From?.Value ?? 1, found.Gone + 1);
        var events = new List<EventEnvelope>();
        var version = from;
        for (; version <= found.Head.Value && events.Count < options.MaxCount; version++) events.Add(found.Events[(int)version - 1]!);
        return Page(stream, found, events, version <= found.Head.Value ? version : null);
    }

    private static StreamPage Backward(StreamId stream, MemoryStream found, StreamReadOptions options)
    {
        var from = Math.Min(options.From?.Value ?? found.Head.Value, found.Head.Value);
        var events = new List<EventEnvelope>();
        var version = from;
        for (; version > found.Gone && events.Count < options.MaxCount; version--) events.Add(found.Events[(int)version - 1]!);
        return Page(stream, found, events, version > found.Gone ? version : null);
    }

    private static StreamPage Page(StreamId stream, MemoryStream found, List<EventEnvelope> events, long? next) =>
        new(stream, found.Status, found.Head, found.First, events, next is { } version ? new StreamVersion(version) : null);
}
