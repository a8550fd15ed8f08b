using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmartCampus.Locking;

/// <summary>Turns SQLite's errors, by their codes, into what callers see.</summary>
internal static class LockFailure
{
    public static bool IsBusy(int code) => (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static LockUnavailableException From(Exception e, string path) => e switch
    {
        LockUnavailableException known => known,
        SqliteException failure => From(failure, path),
        _ => new LockUnavailableException($"The locks at '{path}' failed unexpectedly: {e.Message} Nothing was changed; try again.", e),
    };

    public static LockUnavailableException From(SqliteException e, string path) => new(e.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"'{path}' is locked by another process for too long. Try again when it is done or was ended, or raise BusyTimeout.",
        raw.SQLITE_FULL => $"The disk of '{path}' is full. Free some space and try again.",
        raw.SQLITE_NOTADB => $"'{path}' is no SQLite file. It was left as it is; choose another path.",
        raw.SQLITE_CORRUPT => $"'{path}' is damaged. End all processes that use it and delete it with '{path}-wal' and '{path}-shm': a new one goes on with higher tokens.",
        raw.SQLITE_CANTOPEN => $"'{path}' cannot be opened. Let this user read and write it and its folder, and try again.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => $"'{path}' may not be written to. Let this user write to it and to its folder, and try again.",
        _ => $"SQLite failed at '{path}'. Check the disk and try again.",
    }, e);
}
