using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A grade to give, or to correct.</summary>
/// <param name="Grade">The grade, such as A-; F and NP do not pass, every other text does.</param>
/// <param name="Reason">Why a grade given before is changed; leave it out for the first grade.</param>
internal sealed record GradeRequest(Grade Grade, string? Reason = null);
