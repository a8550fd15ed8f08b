using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>What became of an attempt to enroll.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Refusals">All reasons against it; for a waitlisted request the full sections.</param>
public sealed record Attempt(AttemptStatus Status, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>An attempt that was refused.</summary>
    public static Attempt Refused(IReadOnlyList<Refusal> refusals) =>
        new(refusals.Any(r => r.Code == RefusalCodes.DuplicateEnrollment) ? AttemptStatus.Repeated : AttemptStatus.Refused, refusals);
}
