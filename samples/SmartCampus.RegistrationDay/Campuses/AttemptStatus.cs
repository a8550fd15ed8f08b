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

    /// <summary>Nothing was changed, because others changed the same things: decide anew.</summary>
    Overtaken,

    /// <summary>Nothing was changed, because the student has one of the sections: an earlier call had an effect after all.</summary>
    Repeated,

    /// <summary>Nothing was changed, because a lock was not free in time: try again.</summary>
    LockTimeout,
}
