using System.Runtime.InteropServices;
using System.Text;

namespace SmartCampus.Events;

/// <summary>Brings the names in a folder to the disk, so that a file that was moved there is found after a loss of power.</summary>
/// <remarks>.NET flushes files only. Windows keeps the names of NTFS in a journal of its own.</remarks>
internal static class FolderFlush
{
    /// <exception cref="IOException">The folder cannot be flushed.</exception>
    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), flags: 0);
        if (descriptor < 0) throw Failure(folder);
        try
        {
            if (Flush(descriptor) != 0) throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) => new($"The folder '{folder}' cannot be flushed (error {Marshal.GetLastPInvokeError()}).");

    // https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsync.html; 0 is O_RDONLY everywhere.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
