namespace SmartCampus.Events;

/// <summary>Something was larger than the store takes; nothing was written.</summary>
public sealed class LimitExceededException(EventStoreLimit limit, long maximum, long actual)
    : EventStoreException($"{limit} is limited to {maximum}, and this has {actual}. Split the append, or raise the limit in the store's options.")
{
    /// <summary>Which limit.</summary>
    public EventStoreLimit Limit { get; } = limit;

    /// <summary>The greatest value allowed.</summary>
    public long Maximum { get; } = maximum;

    /// <summary>The value found; for bytes, where counting stopped.</summary>
    public long Actual { get; } = actual;
}
