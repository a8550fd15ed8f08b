namespace SmartCampus.Streams;

/// <summary>How a subscription buffers, where it begins, and what happens when its handler fails.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>A buffer of 1,024 events that makes publishers wait when it is full; new events only; no retries, then the dead letters.</summary>
    public static SubscriptionOptions Default { get; } = new();

    /// <summary>The name in metrics, logs and dead letters, unique in the stream; null (default) for one made from the event's type and a number.</summary>
    public string? Name { get; init; }

    /// <summary>The first event to receive; by default the first that is published after subscribing.</summary>
    public StartAt From { get; init; } = StartAt.Now;

    /// <summary>How many events may wait for the handler; 1 to 1,000,000, 1,024 by default.</summary>
    public int Capacity { get; init; } = 1_024;

    /// <summary>What happens to an event that finds the buffer full; <see cref="WhenFull.Wait"/> by default.</summary>
    public WhenFull WhenFull { get; init; } = WhenFull.Wait;

    /// <summary>How often a failed event is tried again; 0 to 100, 0 by default. Later events of this subscription wait meanwhile.</summary>
    public int Retries { get; init; }

    /// <summary>The time before the first retry, doubled for each further one; zero to 1 day, 100 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time before a retry; zero to 1 day, 30 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What happens when the last attempt has failed; <see cref="WhenFailing.DeadLetter"/> by default.</summary>
    public WhenFailing WhenFailing { get; init; } = WhenFailing.DeadLetter;

    internal TimeSpan DelayBefore(int retry) =>
        TimeSpan.FromTicks((long)Math.Min(RetryDelay.Ticks * Math.Pow(2, retry - 1), MaxRetryDelay.Ticks));

    internal SubscriptionOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Capacity, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Retries, 100);
        ThrowIfNoDelay(RetryDelay, nameof(RetryDelay));
        ThrowIfNoDelay(MaxRetryDelay, nameof(MaxRetryDelay));
        if (!Enum.IsDefined(WhenFull)) throw new ArgumentOutOfRangeException(nameof(WhenFull), WhenFull, null);
        if (!Enum.IsDefined(WhenFailing)) throw new ArgumentOutOfRangeException(nameof(WhenFailing), WhenFailing, null);
        return this;
    }

    private static void ThrowIfNoDelay(TimeSpan delay, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromDays(1), name);
    }
}
