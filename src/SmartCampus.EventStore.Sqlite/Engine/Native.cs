using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>
/// The few functions of SQLite that are called for every row, on plain pointers: with SQLitePCLRaw's handles the calls cost more
/// than what they do. Those that only copy a number or a pointer also leave out the runtime's change of mode.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    public const int FileControlHasMoved = 20;

    /// <summary>SQLITE_FCNTL_DATA_VERSION.</summary>
    public const int FileControlDataVersion = 35;

    /// <summary>Makes SQLite copy what is bound before the call returns.</summary>
    public static readonly nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control")]
    public static partial int FileControl(nint connection, byte* database, int operation, void* argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    public static partial void* WalHook(nint connection, delegate* unmanaged[Cdecl]<void*, nint, byte*, int, int> hook, void* context);

    [LibraryImport("libc", EntryPoint = "access")]
    public static partial int Access(byte* path, int mode);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int parameter, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int parameter, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindInt64(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int parameter);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial byte* ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int ColumnBytes(nint statement, int column);
}
