namespace SmartCampus.Events;

/// <summary>A truncation, deletion or tombstone: an entry like any other, so that appends that race with it lose by the same index.</summary>
internal sealed class ControlOperation(EntryKind kind, StreamId stream, ExpectedVersion expected, long before) : WriteOperation
{
    public override Guid Id { get; } = CommitId.New().Value;

    public override UInt128 Hash => 0;

    public override IEnumerable<string> Streams => [stream.Value];

    public override int EntryCount => 1;

    public override long Bytes => 500;

    /// <summary>The lowest version that it may have made unreadable; what lies below was so before. 1 when that is not known.</summary>
    public long LowestGone => _lowestGone ?? 1;

    private long? _lowestGone;

    public override Fate Decide(Func<string, StreamHead> headOf)
    {
        var head = headOf(stream.Value);
        if (head.IsTombstoned) return kind == EntryKind.Tombstone ? Fate.Done : Fate.Refused(new StreamTombstonedException(stream));
        if (!expected.Accepts(head.Version, head.IsDeleted)) return Fate.Refused(new ConcurrencyException(stream, expected, head.Version));
        return kind switch
        {
            EntryKind.Truncate when before > head.Version => Fate.Refused(Beyond(before, head.Version)),
            EntryKind.Truncate when before - 1 <= head.Gone => Fate.Done,
            EntryKind.Truncate => Store(head, head with { TruncatedBefore = before }),
            EntryKind.Delete when head.Version == 0 || head.IsDeleted => Fate.Done,
            EntryKind.Delete => Store(head, head with { DeletedAt = head.Version }),
            _ => Store(head, head),
        };
    }

    private ArgumentOutOfRangeException Beyond(long before, long head) => new(nameof(before), before, $"Stream '{stream}' ends at version {head}.");

    private Fate Store(StreamHead head, StreamHead after)
    {
        _lowestGone = Math.Min(_lowestGone ?? long.MaxValue, head.Gone + 1);
        return new([new Entry(stream.Value, kind, after.Slot + 1, after.Version, after.Token, after.TruncatedBefore, after.DeletedAt) { PayloadSum = Checksums.OfPayload([], []) }], null);
    }
}
