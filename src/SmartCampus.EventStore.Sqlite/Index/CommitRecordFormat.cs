using System.Text;

namespace SmartCampus.Events;

/// <summary>The bytes of a commit's streams in the index: for each its name, first version and number of events, numbers as varints.</summary>
internal static class CommitRecordFormat
{
    public static void Write(IReadOnlyList<StreamAppendResult> streams, ByteWriter to)
    {
        for (var i = 0; i < streams.Count; i++)
        {
            to.Ascii(streams[i].Stream.Value);
            to.Varint(streams[i].First.Value);
            to.Varint(streams[i].Last.Value - streams[i].First.Value);
        }
    }

    public static List<StreamAppendResult> Read(ReadOnlySpan<byte> from)
    {
        var streams = new List<StreamAppendResult>();
        while (!from.IsEmpty)
        {
            var length = (int)Varint.Read(ref from);
            var stream = new StreamId(Encoding.UTF8.GetString(from[..length]));
            from = from[length..];
            var first = Varint.Read(ref from);
            streams.Add(new StreamAppendResult(stream, first, first + Varint.Read(ref from)));
        }
        return streams;
    }
}
