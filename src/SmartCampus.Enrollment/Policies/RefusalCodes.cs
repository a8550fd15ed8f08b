namespace SmartCampus.Enrollments;

/// <summary>The codes of refusals. They are part of every face's contract and never change.</summary>
public static class RefusalCodes
{
    /// <summary>No seat is free.</summary>
    public const string SectionFull = "SECTION_FULL";

    /// <summary>The student is in the section already, or waits for it.</summary>
    public const string DuplicateEnrollment = "DUPLICATE_ENROLLMENT";

    /// <summary>Two sections meet at the same time.</summary>
    public const string TimeClash = "TIME_CLASH";

    /// <summary>A course was not passed that must be passed before.</summary>
    public const string PrerequisiteMissing = "PREREQUISITE_MISSING";

    /// <summary>The student would have too many credits in the term.</summary>
    public const string CreditLimit = "CREDIT_LIMIT";

    /// <summary>Registration has not begun or is over.</summary>
    public const string RegistrationClosed = "REGISTRATION_CLOSED";

    /// <summary>A hold keeps the student from enrolling.</summary>
    public const string OnHold = "ON_HOLD";

    /// <summary>Something that the command names does not exist.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The command itself makes no sense.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>Somebody else changed the thing meanwhile.</summary>
    public const string VersionConflict = "VERSION_CONFLICT";

    /// <summary>A lock was not free in time.</summary>
    public const string LockTimeout = "LOCK_TIMEOUT";

    /// <summary>The commit id was used before for another command.</summary>
    public const string IdempotencyMismatch = "IDEMPOTENCY_MISMATCH";

    /// <summary>The thing exists already and is different.</summary>
    public const string AlreadyExists = "ALREADY_EXISTS";

    /// <summary>The student neither has a seat nor waits for one.</summary>
    public const string NotEnrolled = "NOT_ENROLLED";

    /// <summary>The enrollment has a grade already.</summary>
    public const string AlreadyGraded = "ALREADY_GRADED";

    /// <summary>The enrollment has no grade yet.</summary>
    public const string NotGraded = "NOT_GRADED";
}
