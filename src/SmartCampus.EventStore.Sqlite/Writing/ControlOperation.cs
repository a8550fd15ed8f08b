namespace SmartCampus.Events;

/// <summary>Truncating, deleting or tombstoning in the writer's hands: an entry of the log, so that it has its place among racing appends.</summary>
internal sealed class ControlOperation(EntryKind kind, StreamId stream, ExpectedVersion expected, long before = 0) : WriteOperation<bool>
{
    public override bool ExtendsLog => true;

    public override bool Apply(WriteTransaction transaction)
    {
        var state = transaction.State(stream.Value);
        if (state.Tombstoned && kind == EntryKind.Tombstone) return Answer(true, written: false);
        if (state.Tombstoned) return Refuse(new StreamTombstonedException(stream));
        if (!expected.Accepts(state.Head, state.IsDeleted)) return Refuse(new ConcurrencyException(stream, expected, state.Head));
        if (before > state.Head) return Refuse(AboveHead(before, state.Head));
        if (ChangesNothing(state)) return Answer(true, written: false);
        transaction.Control(kind, stream, kind == EntryKind.Truncate ? before : state.Head);
        return Answer(true, written: true);
    }

    private static ArgumentOutOfRangeException AboveHead(long before, long head) =>
        new(nameof(before), before, $"The stream ends at version {head}, and its last event stays.");

    private bool ChangesNothing(in StreamState state) => kind switch
    {
        EntryKind.Truncate => before <= state.FirstReadable,
        EntryKind.Delete => state.Head == 0 || state.IsDeleted,
        _ => false,
    };
}
