namespace SmartCampus.Enrollments;

/// <summary>What a command does about others who change the same things at the same time. Every rule holds in every mode, also when they are mixed.</summary>
public enum ConcurrencyMode
{
    /// <summary>Decides, saves when nobody was faster, and else decides anew, up to <see cref="EnrollmentOptions.MaxRetries"/> times.</summary>
    Optimistic,

    /// <summary>
    /// First waits for the locks of the sections (or of the enrollment), then does as <see cref="Optimistic"/> does, and hands the locks'
    /// fencing tokens to the store. Pays off where many want the same section. Needs a lock manager.
    /// </summary>
    Pessimistic,

    /// <summary>Decides once: when somebody was faster, nothing is written and the caller is told (<see cref="EnrollmentOutcome.VersionConflict"/>).</summary>
    DetectOnly,
}
