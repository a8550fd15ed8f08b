using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A time at which a class may meet.</summary>
/// <param name="Time">The time.</param>
/// <param name="Penalty">What choosing it costs, 0 or more.</param>
public sealed record ItcTimeOption(MeetingTime Time, int Penalty);
