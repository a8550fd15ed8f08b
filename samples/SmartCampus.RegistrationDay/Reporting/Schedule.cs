using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Reporting;

/// <summary>What the scheduler made of the day.</summary>
/// <param name="Audit">Timetables and rooms, folded from the events.</param>
/// <param name="Moves">How often a section moved to a larger room.</param>
/// <param name="TimeToFollow">How long the scheduler still followed after the last request was answered.</param>
public sealed record Schedule(SchedulingAuditReport Audit, int Moves, TimeSpan TimeToFollow);
