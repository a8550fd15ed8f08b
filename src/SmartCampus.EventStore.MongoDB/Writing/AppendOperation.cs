namespace SmartCampus.Events;

/// <summary>An append of a caller.</summary>
internal sealed class AppendOperation : WriteOperation
{
    /// <summary>What the fields of an entry take beside names and payload.</summary>
    private const int EntryOverhead = 200;

    private readonly PreparedAppend _append;

    /// <exception cref="ArgumentException">The name of an event's type cannot be stored.</exception>
    public AppendOperation(PreparedAppend append)
    {
        _append = append;
        foreach (var part in append.Streams)
        {
            foreach (var e in part.Events)
            {
                StoredText.Check(e.EventType, nameof(append));
                Bytes += e.Data.Length + e.Metadata.Length + part.Stream.Value.Length + e.EventType.Length + EntryOverhead;
            }
        }
    }

    public override Guid Id => _append.CommitId.Value;

    public override UInt128 Hash => _append.ContentHash;

    public override IEnumerable<string> Streams => _append.Streams.Select(part => part.Stream.Value);

    public override int EntryCount => _append.EventCount;

    public override long Bytes { get; }

    /// <summary>When it is not so, slot 1 is taken.</summary>
    public override bool IsTakenForNew(string stream) =>
        _append.Streams.First(part => part.Stream.Value == stream).Expected == ExpectedVersion.NoStream;

    public override Fate Decide(Func<string, StreamHead> headOf)
    {
        var entries = new List<Entry>(_append.EventCount);
        foreach (var part in _append.Streams)
        {
            var head = headOf(part.Stream.Value);
            if (head.IsTombstoned) return Fate.Refused(new StreamTombstonedException(part.Stream));
            if (part.FencingToken < head.Token) return Fate.Refused(new FencedException(part.Stream, part.FencingToken.Value, head.Token));
            if (!part.Expected.Accepts(head.Version, head.IsDeleted)) return Fate.Refused(new ConcurrencyException(part.Stream, part.Expected, head.Version));
            Add(entries, part, head);
        }
        return new Fate(entries, null);
    }

    private static void Add(List<Entry> entries, PreparedStream part, StreamHead head)
    {
        var token = Math.Max(head.Token, part.FencingToken ?? 0);
        for (var i = 0; i < part.Events.Count; i++)
        {
            var e = part.Events[i];
            entries.Add(new Entry(part.Stream.Value, EntryKind.Event, head.Slot + 1 + i, head.Version + 1 + i, token, head.TruncatedBefore, head.DeletedAt)
            {
                EventType = e.EventType,
                SchemaVersion = e.SchemaVersion,
                Data = e.Data,
                Metadata = e.Metadata,
                PayloadSum = Checksums.OfPayload(e.Data.Span, e.Metadata.Span),
            });
        }
    }
}
