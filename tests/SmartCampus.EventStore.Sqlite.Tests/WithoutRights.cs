using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Runs something on a thread that owns no files, also when the tests run as root, whom no file mode stops. For Linux.</summary>
internal static class WithoutRights
{
    /// <summary>The user "nobody".</summary>
    private const int Nobody = 65_534;

    public static void Run(Action action)
    {
        Exception? thrown = null;
        // The user by whom files are accessed is the thread's own (https://man7.org/linux/man-pages/man2/setfsuid.2.html).
        var thread = new Thread(() =>
        {
            _ = setfsuid(Nobody);
            thrown = Record.Exception(action);
        });
        thread.Start();
        thread.Join();
        if (thrown is not null) ExceptionDispatchInfo.Throw(thrown);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setfsuid(int user);
}
