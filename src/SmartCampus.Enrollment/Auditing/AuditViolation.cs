using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A rule that did not hold after an append.</summary>
/// <param name="Rule">A short name of the rule, as the audit lists them.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Position">The last event of the append.</param>
public sealed record AuditViolation(string Rule, string Message, GlobalPosition Position);
