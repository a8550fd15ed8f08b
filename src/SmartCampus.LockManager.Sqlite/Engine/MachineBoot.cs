using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32;

namespace SmartCampus.Locking;

/// <summary>Tells one start of the machine from another.</summary>
internal static partial class MachineBoot
{
    private const string WindowsKey = @"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters";

    /// <exception cref="LockUnavailableException">The system does not say.</exception>
    public static string Read()
    {
        try
        {
            if (OperatingSystem.IsLinux()) return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            if (OperatingSystem.IsMacOS()) return ReadMac();
            if (OperatingSystem.IsWindows() && Registry.GetValue(WindowsKey, "BootId", null) is int number) return number.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw Unknown(e);
        }
        throw Unknown(null);
    }

    private static LockUnavailableException Unknown(Exception? cause) =>
        new("The system does not tell one start of the machine from another. Set SqliteLockManagerOptions.BootId to something that differs after each start.", cause);

    private static string ReadMac()
    {
        var buffer = new byte[64];
        var length = (nuint)buffer.Length;
        return ReadControl("kern.bootsessionuuid", buffer, ref length, 0, 0) == 0
            ? System.Text.Encoding.ASCII.GetString(buffer).TrimEnd('\0')
            : throw Unknown(null);
    }

    [LibraryImport("libSystem", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadControl(string name, byte[] value, ref nuint length, nint newValue, nuint newLength);
}
