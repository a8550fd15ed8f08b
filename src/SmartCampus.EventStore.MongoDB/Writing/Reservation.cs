namespace SmartCampus.Events;

/// <summary>Positions that nobody else will use.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
/// <param name="At">When they were known to be reserved, by the monotonic clock.</param>
internal readonly record struct Reservation(long First, int Count, long At)
{
    public long Last => First + Count - 1;
}
