namespace SmartCampus.Enrollments;

/// <summary>It was said when a term's weeks are.</summary>
/// <param name="Term">The term.</param>
/// <param name="FirstDay">The Monday of week 1.</param>
public sealed record TermScheduledEvent(TermId Term, DateOnly FirstDay);
