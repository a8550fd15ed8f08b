using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;
using static SmartCampus.Events.Tests.NativeVfs;

namespace SmartCampus.Events.Tests;

/// <summary>
/// A file system for SQLite on top of its own. It is the process's default from its first use on; files that no test has named
/// are opened by the one below and never come back here.
/// </summary>
internal static unsafe class FaultyVfs
{
    private static readonly ConcurrentDictionary<string, DiskFile> Files = new(StringComparer.Ordinal);
    private static readonly Vfs* Below;
    private static readonly Methods* OurMethods;

    static FaultyVfs()
    {
        Batteries_V2.Init();
        Below = sqlite3_vfs_find(null);
        OurMethods = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        *OurMethods = new Methods
        {
            // Version 2 knows nothing of memory-mapped pages: every change of a file comes by way of Write and Truncate.
            Version = 2, Close = &Close, Read = &Read, Write = &Write, Truncate = &Truncate, Sync = &Sync, FileSize = &FileSize,
            Lock = &Lock, Unlock = &Unlock, CheckReservedLock = &CheckReservedLock, FileControl = &FileControl, SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics, ShmMap = &ShmMap, ShmLock = &ShmLock, ShmBarrier = &ShmBarrier, ShmUnmap = &ShmUnmap,
        };
        var ours = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        *ours = *Below;
        ours->Next = null;
        ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8("faulty");
        ours->FileSize = Below->FileSize + sizeof(OpenFile);
        ours->Open = &Open;
        ours->Delete = &Delete;
        if (sqlite3_vfs_register(ours, 1) != raw.SQLITE_OK) throw new InvalidOperationException("The file system could not be registered.");
    }

    public static void Add(string path, DiskFile file) => Files[path] = file;

    public static void Remove(string path) => Files.TryRemove(path, out _);

    private static OpenFile* Inner(OpenFile* file) => file + 1;

    private static DiskFile Of(OpenFile* file) => (DiskFile)GCHandle.FromIntPtr(file->Handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, OpenFile* file, int flags, int* outFlags)
    {
        var isOurs = (flags & (OpenMainFile | OpenLog)) != 0 & name != null;
        if (!isOurs || !Files.TryGetValue(Marshal.PtrToStringUTF8((nint)name)!, out var disk)) return Below->Open(Below, name, file, flags, outFlags);
        var inner = Inner(file);
        inner->Methods = null;
        var code = Below->Open(Below, name, inner, flags, outFlags);
        file->Methods = inner->Methods == null ? null : OurMethods;
        file->Handle = inner->Methods == null ? 0 : GCHandle.ToIntPtr(GCHandle.Alloc(disk));
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int syncFolder)
    {
        var code = Below->Delete(Below, name, syncFolder);
        if (code == raw.SQLITE_OK && Files.TryGetValue(Marshal.PtrToStringUTF8((nint)name)!, out var disk)) disk.Truncated(0);
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        GCHandle.FromIntPtr(file->Handle).Free();
        return Inner(file)->Methods->Close(Inner(file));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* data, int count, long offset)
    {
        var disk = Of(file);
        var inner = Inner(file);
        var code = disk.Write(count, out var written);
        if (written == 0) return code;
        var below = inner->Methods->Write(inner, data, written, offset);
        if (below != raw.SQLITE_OK) return below;
        disk.Wrote(offset, new ReadOnlySpan<byte>(data, written));
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long size)
    {
        var code = Inner(file)->Methods->Truncate(Inner(file), size);
        if (code == raw.SQLITE_OK) Of(file).Truncated(size);
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags)
    {
        var disk = Of(file);
        var code = disk.Sync();
        // What a simulated disk has flushed is known to the simulation; the machine's disk need not do it as well.
        return code != raw.SQLITE_OK || disk.IsSimulated ? code : Inner(file)->Methods->Sync(Inner(file), flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* data, int count, long offset) => Inner(file)->Methods->Read(Inner(file), data, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(OpenFile* file, long* size) => Inner(file)->Methods->FileSize(Inner(file), size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(OpenFile* file, int level) => Inner(file)->Methods->Lock(Inner(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(OpenFile* file, int level) => Inner(file)->Methods->Unlock(Inner(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(OpenFile* file, int* result) => Inner(file)->Methods->CheckReservedLock(Inner(file), result);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(OpenFile* file, int what, void* argument) => Inner(file)->Methods->FileControl(Inner(file), what, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(OpenFile* file) => Inner(file)->Methods->SectorSize(Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(OpenFile* file) => Inner(file)->Methods->DeviceCharacteristics(Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(OpenFile* file, int page, int size, int extend, void** memory) => Inner(file)->Methods->ShmMap(Inner(file), page, size, extend, memory);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(OpenFile* file, int offset, int count, int flags) => Inner(file)->Methods->ShmLock(Inner(file), offset, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(OpenFile* file) => Inner(file)->Methods->ShmBarrier(Inner(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(OpenFile* file, int delete) => Inner(file)->Methods->ShmUnmap(Inner(file), delete);
}
