namespace SmartCampus.Events;

/// <summary>Which part of a stream a page shall hold.</summary>
public sealed record StreamReadOptions
{
    /// <summary>From the first event on, with the default page size.</summary>
    public static StreamReadOptions Default { get; } = new();

    /// <summary>The version to begin with, itself included; null (default) is the first event, or the last one when reading backward.</summary>
    public StreamVersion? From { get; init; }

    /// <summary>The order; oldest first by default.</summary>
    public ReadDirection Direction { get; init; }

    /// <summary>The greatest number of events in the page: 1 to 4,096, 512 by default. A page may hold fewer although more follow.</summary>
    public int MaxCount
    {
        get;
        init => field = PageSize.Check(value);
    } = PageSize.Default;
}
