namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Numbers beyond these are mistakes, not universities.</summary>
internal static class ItcLimits
{
    internal const int MaxId = 999_999_999;
    internal const int MaxSeats = 100_000;
    internal const int MaxPenalty = 1_000_000;
}
