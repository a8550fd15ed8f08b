using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>What became of an attempt to enroll.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Refusals">All reasons against it; for a waitlisted request the full sections.</param>
public sealed record Attempt(AttemptStatus Status, IReadOnlyList<Refusal> Refusals);
