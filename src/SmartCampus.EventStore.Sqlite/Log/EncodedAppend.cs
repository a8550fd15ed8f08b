using System.Text;

namespace SmartCampus.Events;

/// <summary>An append as the log takes it: all that can be worked out before the writer is.</summary>
/// <param name="CommitId">The identity.</param>
/// <param name="Hash">The hash of the content.</param>
/// <param name="Streams">The parts.</param>
/// <param name="Bytes">The size of all events.</param>
internal sealed record EncodedAppend(Guid CommitId, UInt128 Hash, EncodedStream[] Streams, long Bytes)
{
    public static EncodedAppend Of(PreparedAppend append)
    {
        var sums = new byte[append.EventCount * Checksums.ContentSize];
        var streams = new EncodedStream[append.Streams.Count];
        long bytes = 0;
        for (int i = 0, at = 0; i < streams.Length; i++)
        {
            var part = append.Streams[i];
            var name = Encoding.UTF8.GetBytes(part.Stream.Value);
            var nameSum = Checksums.Of(name);
            var events = new EncodedEvent[part.Events.Count];
            for (var e = 0; e < events.Length; e++, at += Checksums.ContentSize)
            {
                var serialized = part.Events[e];
                var type = Encoding.UTF8.GetBytes(serialized.EventType);
                var content = sums.AsMemory(at, Checksums.ContentSize);
                Checksums.WriteContent(content.Span, nameSum, Checksums.Of(type), serialized.SchemaVersion, serialized.Data.Span, serialized.Metadata.Span);
                events[e] = new EncodedEvent(serialized, type, content);
                bytes += serialized.Data.Length + serialized.Metadata.Length;
            }
            streams[i] = new EncodedStream(part.Stream, name, part.Expected, part.FencingToken ?? 0, events);
        }
        return new EncodedAppend(append.CommitId.Value, append.ContentHash, streams, bytes);
    }
}
