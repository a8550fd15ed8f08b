using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>What became of a request for bookings.</summary>
/// <param name="Refusals">Why it was refused, one for each booking that was in the way; empty when all bookings are there now.</param>
public sealed record BookingResult(ImmutableArray<BookingRefusal> Refusals)
{
    /// <summary>Whether all bookings are there now; otherwise none was made.</summary>
    public bool IsBooked => Refusals.IsEmpty;
}
