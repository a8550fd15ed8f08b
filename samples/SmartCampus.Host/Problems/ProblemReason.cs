namespace SmartCampus.Host.Problems;

/// <summary>One violated policy.</summary>
/// <param name="Code">The constant to compare.</param>
/// <param name="Detail">What exactly stands in the way.</param>
/// <param name="SectionId">The section that it is about; null when it is about the student.</param>
internal sealed record ProblemReason(string Code, string Detail, string? SectionId = null);
