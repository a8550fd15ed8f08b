namespace SmartCampus.Enrollments;

/// <summary>How a student stands to a section during a term.</summary>
public enum TermEntryStatus
{
    /// <summary>The student is in the section.</summary>
    Enrolled,

    /// <summary>The student waits for the section.</summary>
    Waitlisted,

    /// <summary>The student left the section or its waitlist.</summary>
    Left,
}
