using System.Text;

namespace SmartCampus.Events;

/// <summary>The write-ahead log's name in the folder.</summary>
/// <param name="path">The full path of the store's file.</param>
internal sealed unsafe class WalFile(string path)
{
    private readonly byte[] _path = Encoding.UTF8.GetBytes($"{path}-wal\0");

    /// <summary>
    /// Whether it is there; true on Windows, which keeps open files from being removed. Asked by access(2) and not by stat(2):
    /// whoever asks Linux for a file's times makes the next write to it bring them up to date, which costs a quarter of a commit.
    /// </summary>
    public bool Exists
    {
        get
        {
            if (OperatingSystem.IsWindows()) return true;
            fixed (byte* name = _path) return Native.Access(name, 0) == 0;
        }
    }
}
