namespace SmartCampus.Enrollments;

/// <summary>What becomes of a request that lacks nothing but seats.</summary>
public enum WhenFull
{
    /// <summary>The whole request waits in all of its sections, unless <see cref="EnrollmentOptions.Waitlist"/> is off.</summary>
    Wait,

    /// <summary>It is refused, so that the student can ask for other sections.</summary>
    Refuse,
}
