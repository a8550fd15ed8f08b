namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <summary>A filtered page ends after so many entries, found or not, so that a rare event does not hold a reader for the whole log.</summary>
    private const int MaxScanned = 4 * PageSize.Max;

    /// <inheritdoc/>
    public ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        _metrics.PageRead(ofAll: true);
        return new(_readers.Read(reader => ReadAll(reader, options, cancellationToken)));
    }

    /// <inheritdoc/>
    public async ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _signal.WaitAsync(after.Value, cancellationToken).ConfigureAwait(false);
    }

    private AllPage ReadAll(ReadConnection reader, AllReadOptions options, CancellationToken cancellationToken)
    {
        reader.Begin(_index);
        var (tip, hidden) = _index.Scope();
        // What leaves the list of what is hidden has left the log, but not the log as it was before.
        reader.Follow(tip);
        var last = tip.Last;
        var hidesSome = hidden.Count > 0;
        var isForward = options.Direction == ReadDirection.Forward;
        var start = options.After?.Value ?? (isForward ? 0 : last + 1);
        var next = isForward ? start : Math.Min(start, last);
        var before = isForward ? start : Math.Min(start, last + 1);
        var events = new List<EventEnvelope>(Math.Min(options.MaxCount, PageSize.Default));
        var bytes = new PageBytes(options.MaxCount);
        var cursor = reader.Cursor(options.Direction);
        var scanned = 0;
        var more = start < long.MaxValue && cursor.Seek(isForward ? start + 1 : Math.Min(start - 1, last));
        for (; more && events.Count < options.MaxCount && !bytes.IsFull && scanned < MaxScanned; more = cursor.Next(), scanned++)
        {
            if (scanned % 256 == 0) cancellationToken.ThrowIfCancellationRequested();
            var row = cursor.Row;
            // What came since the index was looked at may have hidden events that the page shows.
            if (row.Position > last)
            {
                more = false;
                break;
            }
            RequireNoneLost(reader, options.Direction, before, row.Position);
            next = before = row.Position;
            if (row.Kind != EntryKind.Event) continue;
            var stream = row.Stream(reader.Streams);
            if (options.Filter?.Accepts(row.TypeName(reader.Types), stream.Value) == false) continue;
            if (hidesSome && hidden.TryGetValue(stream.Value, out var first) && row.Version < first) continue;
            events.Add(row.ToEnvelope(stream, reader.Types, bytes, Serializer));
        }
        // The last entry of the log is never removed, and the cursor sees at least as much of the log as is known.
        if (!more) RequireNoneLost(reader, options.Direction, before, isForward ? last + 1 : 0);
        cursor.Close();
        reader.End();
        return new AllPage(events, new GlobalPosition(next), !more);
    }

    /// <summary>Proves that nothing lies between two positions that a cursor came to one after the other.</summary>
    private static void RequireNoneLost(ReadConnection reader, ReadDirection direction, long from, long to)
    {
        var (low, high) = direction == ReadDirection.Forward ? (from, to) : (to, from);
        if (low < high) reader.Removed.Require(low + 1, high - 1);
    }
}
