namespace SmartCampus.Events;

/// <summary>Reads pages of one stream.</summary>
internal sealed class StreamPageReader(CommitReader reader, IEventSerializer serializer)
{
    /// <summary>A read of many documents is no look at one moment: it may miss what is written meanwhile, and then is made again.</summary>
    private const int MaxAttempts = 10;

    /// <summary>One query; a page that is full, or empty, needs the stream's head as well.</summary>
    public async Task<StreamPage> ForwardAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken)
    {
        var from = Math.Max(options.From?.Value ?? 1, 1);
        // The slot of a version is never below it.
        var slot = from;
        for (var attempt = 0; ; attempt++)
        {
            var upTo = Add(slot, options.MaxCount);
            var (commits, isWhole) = await reader.SlotsAsync(stream.Value, slot, upTo, cancellationToken).ConfigureAwait(false);
            var slice = new StreamSlice(commits, stream.Value, slot, upTo);
            if (slice.HasHole && isWhole)
            {
                if (attempt >= MaxAttempts) throw Missing(slice, slot, stream);
                continue;
            }
            var isShort = isWhole && slice.RunLength is > 0 && slice.RunLength <= options.MaxCount;
            var head = isShort ? slice.HeadOfRun() : await reader.HeadAsync(stream.Value, cancellationToken).ConfigureAwait(false);
            if (slice.RunLength == 0)
            {
                if (head.Slot < slot) return Page(stream, head, [], null);
                if (attempt >= MaxAttempts) throw new CorruptEventException(new GlobalPosition(head.Position), $"slot {slot} of stream '{stream}' is missing.");
                continue;
            }
            var first = Math.Max(from, head.Gone + 1);
            var last = slice.LastOfRun;
            if (last.Version < first && last.Slot < head.Slot)
            {
                // So many control entries lie before it at least.
                slot = first + (last.Slot - last.Version);
                continue;
            }
            if (TryTake(stream, head, slice.Events(first, head.Version, ReadDirection.Forward), options, out var page)) return page;
            if (attempt >= MaxAttempts) throw Removed(stream, first);
        }
    }

    /// <summary>The head first, then what lies below it.</summary>
    public async Task<StreamPage> BackwardAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken)
    {
        var count = options.MaxCount;
        for (var attempt = 0; ; attempt++)
        {
            var head = await reader.HeadAsync(stream.Value, cancellationToken).ConfigureAwait(false);
            var from = Math.Min(options.From?.Value ?? head.Version, head.Version);
            var lowest = Math.Max(head.Gone + 1, from - count + 1);
            if (from < lowest || from < 1) return Page(stream, head, [], null);
            var (commits, isWhole) = await reader.SlotsAsync(stream.Value, lowest, from + head.Controls, cancellationToken).ConfigureAwait(false);
            var slice = new StreamSlice(commits, stream.Value, lowest, from + head.Controls);
            if (slice.RunLength > 0 && slice.LastOfRun.Version >= from)
            {
                if (TryTake(stream, head, slice.Events(lowest, from, ReadDirection.Backward), options, out var page)) return page;
                if (attempt >= MaxAttempts) throw Removed(stream, lowest);
            }
            else if (!isWhole) count = Math.Max(1, count / 4); // Too much for one read: the newest of it is what is wanted.
            else if (attempt >= MaxAttempts) throw Missing(slice, lowest, stream);
        }
    }

    /// <summary>Takes the events up to the first that is damaged; one that is damaged at the very beginning is an error.</summary>
    /// <returns>False when an event was removed between two reads, so that the page is to be read again.</returns>
    private bool TryTake(StreamId stream, StreamHead head, IEnumerable<(Commit Commit, int Index)> found, StreamReadOptions options, out StreamPage page)
    {
        var events = new List<EventEnvelope>();
        long? next = null;
        foreach (var (commit, index) in found)
        {
            next = commit.Entries[index].Version;
            if (events.Count == options.MaxCount) break;
            if (commit.Entries[index].IsGone)
            {
                page = Page(stream, head, events, next);
                return false;
            }
            try
            {
                events.Add(commit.Envelope(index, serializer));
            }
            catch (CorruptEventException) when (events.Count > 0)
            {
                break;
            }
            next = null;
        }
        if (next is null && events.Count > 0) next = options.Direction == ReadDirection.Forward ? events[^1].Version.Value + 1 : events[^1].Version.Value - 1;
        page = Page(stream, head, events, next > head.Gone && next <= head.Version ? next : null);
        return true;
    }

    private static StreamPage Page(StreamId stream, StreamHead head, List<EventEnvelope> events, long? next) =>
        new(stream, head.Status, head.Version, head.First, events, next is { } version ? new StreamVersion(version) : null);

    private static CorruptEventException Missing(StreamSlice slice, long slot, StreamId stream) =>
        new(new GlobalPosition(slice.RunLength > 0 ? slice.HeadOfRun().Position : 0), $"slot {slot + slice.RunLength} of stream '{stream}' is missing.");

    private static CorruptEventException Removed(StreamId stream, long version) =>
        new(GlobalPosition.Start, $"stream '{stream}' has lost events from version {version} on that were neither truncated nor deleted.");

    private static long Add(long slot, long count) => slot > long.MaxValue - count ? long.MaxValue : slot + count;
}
