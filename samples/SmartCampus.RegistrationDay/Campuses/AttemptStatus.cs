namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>How an attempt to enroll ended.</summary>
public enum AttemptStatus
{
    /// <summary>All sections were enrolled in.</summary>
    Enrolled,

    /// <summary>The whole request waits.</summary>
    Waitlisted,

    /// <summary>Nothing was changed.</summary>
    Refused,
}
