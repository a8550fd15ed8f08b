using System.Runtime.InteropServices;

namespace SmartCampus.Events.Tests;

/// <summary>What of SQLite's C interface a file system of our own needs: <c>sqlite3_vfs</c>, <c>sqlite3_file</c> and <c>sqlite3_io_methods</c> (sqlite.org/vfs.html).</summary>
internal static unsafe partial class NativeVfs
{
    public const int OpenMainFile = 0x100, OpenLog = 0x80000;

    [LibraryImport("e_sqlite3")]
    public static partial Vfs* sqlite3_vfs_find(byte* name);

    [LibraryImport("e_sqlite3")]
    public static partial int sqlite3_vfs_register(Vfs* vfs, int makeDefault);

    [StructLayout(LayoutKind.Sequential)]
    public struct Vfs
    {
        public int Version, FileSize, MaxPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, OpenFile*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        // Copied from the file system below, and never called from here.
        public void* Access, FullPathname, DlOpen, DlError, DlSym, DlClose, Randomness, Sleep, CurrentTime, GetLastError;
        public void* CurrentTimeInt64, SetSystemCall, GetSystemCall, NextSystemCall;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct OpenFile
    {
        public Methods* Methods;
        public nint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> Close;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<OpenFile*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> FileSize;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int*, int> CheckReservedLock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, void*, int> FileControl;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> DeviceCharacteristics;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, void**, int> ShmMap;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, int> ShmLock;
        public delegate* unmanaged[Cdecl]<OpenFile*, void> ShmBarrier;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> ShmUnmap;
    }
}
