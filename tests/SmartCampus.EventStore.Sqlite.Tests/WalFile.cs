using System.Buffers.Binary;

namespace SmartCampus.Events.Tests;

/// <summary>A write-ahead log as SQLite lays it out (https://sqlite.org/fileformat2.html#the_write_ahead_log): a header, and frames of a page each.</summary>
internal static class WalFile
{
    public const int HeaderSize = 32, FrameSize = 24 + 4_096;

    /// <summary>Gives where the frames end, those that are left from before a restart of the log included.</summary>
    public static IEnumerable<int> Frames(byte[] log)
    {
        for (var end = HeaderSize + FrameSize; end <= log.Length; end += FrameSize) yield return end;
    }

    /// <summary>Gives where the last commit ends.</summary>
    public static int EndOfLastCommit(byte[] log)
    {
        var last = 0;
        foreach (var end in Frames(log))
        {
            var frame = log.AsSpan(end - FrameSize, FrameSize);
            // A frame has the salt of its log's header; that of a commit's last page says how many pages the file has.
            if (!frame.Slice(8, 8).SequenceEqual(log.AsSpan(16, 8))) break;
            if (BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) > 0) last = end;
        }
        return last;
    }
}
