using SmartCampus.Host.Problems;

namespace SmartCampus.Host.Wire.V1;

/// <summary>What would become of a request now.</summary>
/// <param name="Outcome">enrolled, waitlisted or refused.</param>
/// <param name="Reasons">Why it would wait or be refused: every reason.</param>
internal sealed record ValidateResponse(string Outcome, IReadOnlyList<ProblemReason> Reasons);
