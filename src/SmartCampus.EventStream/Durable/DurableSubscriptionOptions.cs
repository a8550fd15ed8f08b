using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>How a durable subscription works. Set before it is made; not to be changed afterwards. No time is longer than a day.</summary>
public sealed class DurableSubscriptionOptions
{
    /// <summary>How many events, each of another stream, are handled at the same time: 1 to 1,024; 1 by default.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>Where a group begins that has never run; <see cref="SubscriptionStart.Beginning"/> by default.</summary>
    public SubscriptionStart Start { get; set; }

    /// <summary>How many events are read at once: 1 to 4,096; 512 by default.</summary>
    public int PageSize { get; set; } = Events.PageSize.Default;

    /// <summary>After how many events in hand reading waits for handling; 1 or more, 4,096 by default. A page more may be in hand.</summary>
    public int MaxInHand { get; set; } = 4_096;

    /// <summary>After how many handled events the checkpoint is saved, before <see cref="CheckpointInterval"/> is over; 1 or more, 50,000 by default.</summary>
    public int CheckpointEvents { get; set; } = 50_000;

    /// <summary>How long the checkpoint is left alone after it was saved; more than zero, half a second by default. After a pause it is saved at once.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>For how long the group is claimed; it is renewed three times as often. More than zero, 10 seconds by default.</summary>
    /// <remarks>So long another consumer waits when this one dies. Handlers of one that cannot renew are cancelled within this time.</remarks>
    public TimeSpan ClaimDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a waiting consumer asks for the claim, and an active one looks for letters to retry; more than zero, one second by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an event is tried before it is put aside; 1 or more, 5 by default.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>How long to wait after the first failure; doubled after each further one. More than zero, 100 ms by default.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after a failure; not below <see cref="RetryDelay"/>, 10 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Which errors of the subscriber say nothing about the event: it is tried until they are over, and never put aside for them. A store that
    /// is unavailable by default.
    /// </summary>
    public Func<Exception, bool> IsTransient { get; set; } = static error => error is EventStoreUnavailableException or AppendOutcomeUnknownException;

    /// <summary>Who consumes, for people; the machine and the process by default.</summary>
    public string Owner { get; set; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    internal TimeSpan DelayAfter(int failures)
    {
        var delay = RetryDelay;
        while (--failures > 0 && delay < MaxRetryDelay) delay *= 2;
        return delay < MaxRetryDelay ? delay : MaxRetryDelay;
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Concurrency, 1_024);
        if (!Enum.IsDefined(Start)) throw new ArgumentOutOfRangeException(nameof(Start), Start, "There is no such start.");
        ArgumentOutOfRangeException.ThrowIfLessThan(PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PageSize, Events.PageSize.Max);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInHand, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointEvents, 1);
        CheckTime(CheckpointInterval, nameof(CheckpointInterval));
        CheckTime(ClaimDuration, nameof(ClaimDuration));
        CheckTime(PollInterval, nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1);
        CheckTime(RetryDelay, nameof(RetryDelay));
        CheckTime(MaxRetryDelay, nameof(MaxRetryDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, RetryDelay);
        ArgumentNullException.ThrowIfNull(IsTransient);
        ArgumentException.ThrowIfNullOrEmpty(Owner);
    }

    private static void CheckTime(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1), name);
    }
}
