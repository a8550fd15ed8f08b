namespace SmartCampus.Locking;

/// <summary>Something that must happen in time.</summary>
internal interface IDeadline
{
    /// <summary>Where <see cref="DeadlineWatch"/> keeps it; -1 when it does not.</summary>
    int Index { get; set; }

    /// <summary>Called when the time has come.</summary>
    /// <returns>When to call again; <see cref="long.MaxValue"/> for never.</returns>
    long OnDue(long now);
}
