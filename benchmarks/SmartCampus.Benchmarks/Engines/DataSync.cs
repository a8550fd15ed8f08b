using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SmartCampus.Benchmarks.Engines;

/// <summary>The flush that a log on a laid-out file needs: the data, and no metadata that reading back can do without.</summary>
internal static partial class DataSync
{
    private static readonly byte[] Zeros = new byte[1 << 20];

    /// <summary>fdatasync on Linux; elsewhere a full flush.</summary>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (FDataSync(file) != 0) throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Writes zeros over a part of a file, so that writing there again changes nothing but data.</summary>
    public static void LayOut(SafeFileHandle file, long from, long to)
    {
        for (var at = from; at < to; at += Zeros.Length) RandomAccess.Write(file, Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, to - at)), at);
        RandomAccess.FlushToDisk(file);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);
}
