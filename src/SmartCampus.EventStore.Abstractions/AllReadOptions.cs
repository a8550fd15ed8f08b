namespace SmartCampus.Events;

/// <summary>Which part of the whole store a page shall hold.</summary>
public sealed record AllReadOptions
{
    /// <summary>From the first event on, unfiltered, with the default page size.</summary>
    public static AllReadOptions Default { get; } = new();

    /// <summary>
    /// The position after which to begin, in reading order, itself excluded: higher ones forward, lower ones backward. Null
    /// (default) begins at the start, or at the end when reading backward.
    /// </summary>
    public GlobalPosition? After { get; init; }

    /// <summary>The order; oldest first by default.</summary>
    public ReadDirection Direction { get; init; }

    /// <summary>Which events to return; null (default) is all. What is left out is still scanned and moves <see cref="AllPage.Next"/>.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>The greatest number of events in the page: 1 to 4,096, 512 by default. A page may hold fewer, even none, although more follow.</summary>
    public int MaxCount
    {
        get;
        init => field = PageSize.Check(value);
    } = PageSize.Default;
}
