using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Engines;

/// <summary>What the disk gives one writer that waits for a flush after every 4 KiB.</summary>
internal static class FlushedFile
{
    private const int Blocks = 4_096;

    /// <summary>Writes until the time is up.</summary>
    /// <param name="path">A new file.</param>
    /// <param name="isLaidOut">Whether the writes go round in a file that is there already, as in a recycled log; otherwise each makes the file longer.</param>
    /// <param name="length">For how long.</param>
    public static async Task<Slice> MeasureAsync(string path, bool isLaidOut, TimeSpan length)
    {
        var block = new byte[4_096];
        Random.Shared.NextBytes(block);
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose);
        if (isLaidOut) DataSync.LayOut(file, 0, (long)Blocks * block.Length);
        long writes = 0;
        return await Load.RunAsync(1, length, _ =>
        {
            RandomAccess.Write(file, block, (isLaidOut ? writes % Blocks : writes) * block.Length);
            if (isLaidOut) DataSync.Flush(file);
            else RandomAccess.FlushToDisk(file);
            writes++;
            return ValueTask.CompletedTask;
        });
    }
}
