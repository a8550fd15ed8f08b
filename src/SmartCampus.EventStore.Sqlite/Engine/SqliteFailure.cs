using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>An error code of SQLite; turned into an <see cref="EventStoreException"/> before it leaves the package, and kept as its cause.</summary>
internal sealed class SqliteFailure(int code, string message, string file) : Exception($"SQLite error {code}: {message}.")
{
    /// <summary>The extended code; its low byte is the primary one.</summary>
    public int Code { get; } = code;

    private int Primary => Code & 0xff;

    public bool IsBusy => Primary is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>
    /// Whether a COMMIT that failed so may come back after a crash: when the flush failed, or what follows it. When a write failed,
    /// the commit's last page, which makes it valid, was never written.
    /// </summary>
    public bool LeavesCommitOpen => !IsBusy && !IsFull && Code != raw.SQLITE_IOERR_WRITE;

    public bool IsFull => Primary is raw.SQLITE_FULL;

    public bool IsFlush => Code is raw.SQLITE_IOERR_FSYNC or raw.SQLITE_IOERR_DIR_FSYNC;

    /// <summary>Whether a statement does not fit the tables that it found.</summary>
    public bool IsError => Primary is raw.SQLITE_ERROR || IsConstraint;

    /// <summary>Whether the statement was cancelled.</summary>
    public bool IsInterrupt => Primary is raw.SQLITE_INTERRUPT;

    public bool IsNoDatabase => Primary is raw.SQLITE_NOTADB;

    /// <summary>Whether a statement was refused for what it would have stored; it has changed nothing, and the transaction goes on.</summary>
    public bool IsConstraint => Primary is raw.SQLITE_CONSTRAINT;

    public bool IsDamage => Primary is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>The error to show to a caller.</summary>
    /// <param name="near">The position at work, when damage is found.</param>
    public EventStoreException ToStoreException(long near = 0) => Primary switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new CorruptEventException(new GlobalPosition(near), "SQLite cannot read a page near it.", this),
        raw.SQLITE_FULL => new EventStoreUnavailableException($"The disk of '{file}' is full; nothing was stored. Free some space and try again.", this),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new EventStoreUnavailableException(
            $"'{file}' is locked by another process; nothing was stored. Try again when it is done or was ended, or raise BusyTimeout.", this),
        raw.SQLITE_CANTOPEN => new EventStoreUnavailableException($"'{file}' cannot be opened. Let this user read and write it and its folder, and try again.", this),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new EventStoreUnavailableException($"'{file}' may not be written to; nothing was stored. Let this user write to it and to its folder, and try again.", this),
        _ => new EventStoreUnavailableException($"SQLite failed at '{file}'; nothing was stored. Check the disk and try again.", this),
    };
}
