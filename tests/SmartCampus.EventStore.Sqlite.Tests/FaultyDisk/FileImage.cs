namespace SmartCampus.Events.Tests;

/// <summary>What is known of a file at a moment.</summary>
/// <param name="Flushed">What is on the disk for sure.</param>
/// <param name="Cached">What everybody on the machine reads, as long as it runs.</param>
/// <param name="Unflushed">The changes since the last flush, in order.</param>
internal sealed record FileImage(byte[] Flushed, byte[] Cached, IReadOnlyList<DiskChange> Unflushed)
{
    private const int Sector = 512, Page = 4_096;

    public static FileImage Empty { get; } = new([], [], []);

    /// <summary>
    /// Gives the file as a disk might have left it that lost its power: what was flushed, and of each sector or page any one of its
    /// unflushed versions, as if each had been written back at a moment of its own.
    /// </summary>
    public FileImage AfterPowerLoss(Random random)
    {
        var unit = random.Next(2) == 0 ? Sector : Page;
        // In one of four cuts each all of the changes, none, a prefix and a mixture are there.
        var kind = random.Next(4);
        var fixedCount = kind switch { 0 => 0, 1 => Unflushed.Count, _ => random.Next(Unflushed.Count + 1) };
        var counts = new Dictionary<long, int>();
        var left = new Contents(Flushed);
        var sizes = new Contents(Flushed);
        for (var i = 0; i < Unflushed.Count; i++)
        {
            var (offset, data) = Unflushed[i];
            if (i < CountFor(-1)) SetSize(sizes, offset, data);
            if (data is null) continue;
            for (var at = 0; at < data.Length;)
            {
                var length = (int)Math.Min(data.Length - at, unit - (offset + at) % unit);
                if (i < CountFor((offset + at) / unit)) left.Write(offset + at, data.AsSpan(at, length));
                at += length;
            }
        }
        // A file's size is written on its own.
        left.Resize(sizes.Length);
        var bytes = left.ToArray();
        return new FileImage(bytes, bytes, []);

        int CountFor(long block)
        {
            if (kind < 3) return fixedCount;
            if (!counts.TryGetValue(block, out var count)) counts.Add(block, count = random.Next(Unflushed.Count + 1));
            return count;
        }
    }

    private static void SetSize(Contents sizes, long offset, byte[]? data) =>
        sizes.Resize(data is null ? offset : Math.Max(sizes.Length, offset + data.Length));
}
