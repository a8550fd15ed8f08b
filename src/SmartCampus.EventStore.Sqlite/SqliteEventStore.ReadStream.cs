namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        _metrics.PageRead(ofAll: false);
        return new(_readers.Read(reader =>
        {
            LogTip? before = null;
            while (true)
            {
                if (TryReadStream(reader, stream, options, out var page, out var missing)) return page!;
                // Between the look at the index and the look at the log the stream may have been truncated, and another look knows
                // of it. Events leave the log only when the mark moves, so what is missing under one tip is lost.
                cancellationToken.ThrowIfCancellationRequested();
                var tip = reader.Index.Tip();
                if (tip == before) throw new CorruptEventException(new GlobalPosition(missing), $"an event of stream '{stream}' is not where the index says.");
                before = tip;
            }
        }));
    }

    private bool TryReadStream(ReadConnection reader, StreamId stream, StreamReadOptions options, out StreamPage? page, out long missing)
    {
        reader.Begin(_index);
        var view = _index.View(stream.Value, options);
        reader.Follow(view.Tip);
        var isWhole = TryReadStream(reader, stream, options, view, out page, out missing);
        reader.End();
        return isWhole;
    }

    private bool TryReadStream(ReadConnection reader, StreamId stream, StreamReadOptions options, StreamView view, out StreamPage? page, out long missing)
    {
        if (!view.IsKnown)
        {
            var state = reader.Index.State(stream.Value);
            view = view with { State = state, Range = VersionRange.Of(state, options) };
        }
        (page, missing) = (null, 0);
        var positions = new List<long>((int)view.Range.Count);
        reader.Index.Positions(stream.Value, view.Range.Low, view.Range.High - view.TailPositions.Length, positions);
        if (positions.Count + view.TailPositions.Length != view.Range.Count) return false;
        positions.AddRange(view.TailPositions);
        if (options.Direction == ReadDirection.Backward) positions.Reverse();

        var events = new List<EventEnvelope>(positions.Count);
        missing = ReadEvents(reader, stream, view.Range, options.Direction, positions, events);
        if (missing > 0) return false;
        page = Page(stream, view, options.Direction, events);
        return true;
    }

    /// <summary>Reads the events at positions until the page is full; gives the position of one that is not there, or 0.</summary>
    private long ReadEvents(
        ReadConnection reader, StreamId stream, VersionRange range, ReadDirection direction, List<long> positions, List<EventEnvelope> events)
    {
        var cursor = reader.Cursor(direction);
        var bytes = new PageBytes(positions.Count);
        try
        {
            for (var i = 0; i < positions.Count && !bytes.IsFull; i++)
            {
                if (!cursor.MoveTo(positions[i])) return positions[i];
                var row = cursor.Row;
                var version = direction == ReadDirection.Forward ? range.Low + i : range.High - i;
                if (row.Version != version || row.Kind != EntryKind.Event || row.Stream(reader.Streams) != stream)
                    throw new CorruptEventException(new GlobalPosition(row.Position), $"the index has version {version} of stream '{stream}' there.");
                events.Add(row.ToEnvelope(stream, reader.Types, bytes, Serializer));
            }
            return 0;
        }
        finally
        {
            cursor.Close();
        }
    }

    private static StreamPage Page(StreamId stream, in StreamView view, ReadDirection direction, List<EventEnvelope> events)
    {
        var state = view.State;
        var first = state.FirstReadable <= state.Head ? state.FirstReadable : 0;
        StreamVersion? next = null;
        if (events.Count > 0)
        {
            var last = events[^1].Version.Value;
            if (direction == ReadDirection.Forward && last < state.Head) next = last + 1;
            if (direction == ReadDirection.Backward && last > first) next = last - 1;
        }
        return new StreamPage(stream, state.Status, state.Head, first, events, next);
    }
}
