namespace SmartCampus.Enrollments;

/// <summary>How a command ended.</summary>
public enum EnrollmentOutcome
{
    /// <summary>It was carried out, or (validate) would be.</summary>
    Done,

    /// <summary>The request waits for seats, or (validate) would.</summary>
    Waitlisted,

    /// <summary>Policies or the state of things are against it; nothing was written.</summary>
    Refused,

    /// <summary>The command makes no sense; nothing was written.</summary>
    Invalid,

    /// <summary>Something that it names does not exist; nothing was written.</summary>
    NotFound,

    /// <summary>The thing is not at the expected version; nothing was written.</summary>
    VersionConflict,

    /// <summary>Others were faster at every retry; nothing was written. Trying again later is safe.</summary>
    RetriesExhausted,

    /// <summary>A lock was not free in time; nothing was written. Trying again later is safe.</summary>
    LockTimeout,

    /// <summary>The commit id was used before for another command; nothing was written.</summary>
    CommitIdReused,
}
