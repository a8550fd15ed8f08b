namespace SmartCampus.Locking;

/// <summary>What a glance at the clock's slow hand told.</summary>
/// <param name="Ticks">Where the hand is: <see cref="Environment.TickCount64"/>.</param>
/// <param name="Past">A timestamp that is past, by 16 ms at most.</param>
internal readonly record struct Glance(long Ticks, long Past);
