using System.Text;

namespace SmartCampus.Events;

/// <summary>Keeping a snapshot in the writer's hands: one that does not belong to stored, readable events is not kept.</summary>
internal sealed class SnapshotOperation(Snapshot snapshot) : WriteOperation<bool>
{
    public override long Bytes => snapshot.State.Length;

    public static bool Fits(in StreamState state, long version) =>
        version <= state.Head && version > state.DeletedThrough && version >= state.FirstReadable - 1 && !state.Tombstoned;

    public static long Checksum(StreamId stream, string schema, long version, ReadOnlySpan<byte> state) =>
        Checksums.OfRow(Encoding.UTF8.GetBytes(stream.Value), state, version, (long)Checksums.Of(Encoding.UTF8.GetBytes(schema)));

    public override bool Apply(WriteTransaction transaction)
    {
        if (!Fits(transaction.State(snapshot.Stream.Value), snapshot.Version.Value)) return Answer(false, written: false);
        transaction.Tables.PutSnapshot.BindText(1, snapshot.Stream.Value).BindText(2, snapshot.Schema).Bind(3, snapshot.Version.Value)
            .Bind(4, snapshot.State.Span).Bind(5, Checksum(snapshot.Stream, snapshot.Schema, snapshot.Version.Value, snapshot.State.Span)).Execute();
        return Answer(true, written: true);
    }
}
