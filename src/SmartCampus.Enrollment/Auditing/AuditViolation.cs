using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A rule that did not hold after an append.</summary>
/// <param name="Rule">A short name of the rule: <c>capacity</c>, <c>clash</c>, <c>credits</c>, <c>prerequisite</c>, <c>request</c>, <c>transition</c> or <c>agreement</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Position">The last event of the append.</param>
public sealed record AuditViolation(string Rule, string Message, GlobalPosition Position);
