namespace SmartCampus.Events;

/// <summary>What a store refuses as too large, before anything is written.</summary>
public sealed record EventStoreLimits
{
    /// <summary>The limits of a store that was not told otherwise.</summary>
    public static EventStoreLimits Default { get; } = new();

    /// <summary>The greatest size of one event with its metadata, in bytes; 1 MiB by default.</summary>
    public int MaxEventBytes { get; init; } = 1024 * 1024;

    /// <summary>The greatest number of events in one append over all its streams; 1,000 by default.</summary>
    public int MaxAppendEvents { get; init; } = 1_000;

    /// <summary>The greatest size of one append, in bytes; 8 MiB by default.</summary>
    public int MaxAppendBytes { get; init; } = 8 * 1024 * 1024;
}
