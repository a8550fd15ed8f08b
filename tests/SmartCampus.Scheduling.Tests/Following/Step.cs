namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>One thing that a client does.</summary>
internal readonly record struct Step(StepKind Kind, int Student, int Section, int Room);
