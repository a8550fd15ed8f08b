namespace SmartCampus.Enrollments;

/// <summary>A set of days of the week.</summary>
[Flags]
public enum MeetingDays
{
    /// <summary>No day.</summary>
    None = 0,

    /// <summary>Monday; <c>Mo</c> in text.</summary>
    Monday = 1,

    /// <summary>Tuesday; <c>Tu</c> in text.</summary>
    Tuesday = 2,

    /// <summary>Wednesday; <c>We</c> in text.</summary>
    Wednesday = 4,

    /// <summary>Thursday; <c>Th</c> in text.</summary>
    Thursday = 8,

    /// <summary>Friday; <c>Fr</c> in text.</summary>
    Friday = 16,

    /// <summary>Saturday; <c>Sa</c> in text.</summary>
    Saturday = 32,

    /// <summary>Sunday; <c>Su</c> in text.</summary>
    Sunday = 64,

    /// <summary>Every day of the week.</summary>
    All = 127,
}
