namespace SmartCampus.RegistrationDay.Requests;

/// <summary>What became of a request for a course.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ClassIds">The classes that the student has, or waits for; none when refused.</param>
/// <param name="Reasons">The codes of the reasons against it, each once.</param>
/// <param name="Attempts">How often the campus was asked to enroll.</param>
/// <param name="WasThere">Whether an earlier run had settled it.</param>
public sealed record RequestOutcome(OutcomeKind Kind, IReadOnlyList<int> ClassIds, IReadOnlyList<string> Reasons, int Attempts, bool WasThere);
