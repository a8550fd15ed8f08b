using SQLitePCL;

namespace SmartCampus.Events.Tests;

/// <summary>One file of a <see cref="FaultyDisk"/>, as all connections share it.</summary>
internal sealed class DiskFile(FaultyDisk disk, DiskPart part, FileImage start)
{
    private readonly Contents _flushed = new(start.Flushed), _cached = new(start.Cached);
    private readonly List<DiskChange> _unflushed = [.. start.Unflushed];
    private long _changes = start.Unflushed.Count;
    private int _syncs;

    public bool IsSimulated => disk.IsSimulated;

    /// <summary>How often it was flushed.</summary>
    public int Syncs => Volatile.Read(ref _syncs);

    /// <summary>How many changes were not flushed yet; the caller holds the disk's lock.</summary>
    public int Unflushed => _unflushed.Count;

    public int Write(int count, out int written)
    {
        var fault = disk.Called(part, DiskCall.Write);
        written = fault is null ? count : fault.IsTorn ? count / 2 : 0;
        return fault?.Code ?? raw.SQLITE_OK;
    }

    public void Wrote(long offset, ReadOnlySpan<byte> data) => Change(new DiskChange(offset, IsSimulated ? data.ToArray() : null));

    public void Truncated(long size) => Change(new DiskChange(size, null));

    public int Sync()
    {
        long upTo;
        lock (disk.Gate) upTo = _changes;
        var fault = disk.Called(part, DiskCall.Sync);
        lock (disk.Gate)
        {
            // Changes may have come since, and another connection may have flushed some of these.
            var count = (int)Math.Max(0, upTo - (_changes - _unflushed.Count));
            if (fault is null) foreach (var change in _unflushed.Take(count)) Apply(change, _flushed);
            if (fault is null or { Forgets: true }) _unflushed.RemoveRange(0, count);
        }
        if (fault is null) Interlocked.Increment(ref _syncs);
        return fault?.Code ?? raw.SQLITE_OK;
    }

    /// <summary>What is known of the file now; the caller holds the disk's lock.</summary>
    public FileImage Image() => new(_flushed.ToArray(), _cached.ToArray(), _unflushed.ToArray());

    private void Change(DiskChange change)
    {
        if (!IsSimulated) return;
        lock (disk.Gate)
        {
            Apply(change, _cached);
            _unflushed.Add(change);
            _changes++;
        }
    }

    private static void Apply(DiskChange change, Contents to)
    {
        if (change.Data is { } data) to.Write(change.Offset, data);
        else to.Resize(change.Offset);
    }
}
