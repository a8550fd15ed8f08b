namespace SmartCampus.Events;

/// <summary>Something was larger than the store takes; nothing was written.</summary>
public sealed class LimitExceededException(EventStoreLimit limit, long maximum, long actual)
    : EventStoreException(Describe(limit, maximum, actual))
{
    /// <summary>Which limit.</summary>
    public EventStoreLimit Limit { get; } = limit;

    /// <summary>The greatest value allowed.</summary>
    public long Maximum { get; } = maximum;

    /// <summary>The value found; for bytes, where counting stopped.</summary>
    public long Actual { get; } = actual;

    private static string Describe(EventStoreLimit limit, long maximum, long actual)
    {
        // Bytes are counted up to the first event that is too much.
        var (what, smaller, option) = limit switch
        {
            EventStoreLimit.EventBytes => ($"The event has {actual} bytes with its metadata", "Make the event smaller", nameof(EventStoreLimits.MaxEventBytes)),
            EventStoreLimit.AppendEvents => ($"The append has {actual} events", "Split the append", nameof(EventStoreLimits.MaxAppendEvents)),
            EventStoreLimit.SnapshotBytes => ($"The state of the snapshot has {actual} bytes", "Make the state smaller", nameof(EventStoreLimits.MaxAppendBytes)),
            _ => ($"The append has {actual} bytes or more", "Split the append", nameof(EventStoreLimits.MaxAppendBytes)),
        };
        return FormattableString.Invariant($"{what}, and {option} allows {maximum}. {smaller}, or raise {nameof(EventStoreLimits)}.{option} in the store's options.");
    }
}
