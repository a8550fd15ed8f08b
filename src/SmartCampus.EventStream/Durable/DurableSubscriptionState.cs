namespace SmartCampus.Streams;

/// <summary>What a durable subscription is doing.</summary>
public enum DurableSubscriptionState
{
    /// <summary>It does not run.</summary>
    Stopped,

    /// <summary>Another consumer of the group is active; this one takes over when that one ends.</summary>
    WaitingForClaim,

    /// <summary>It handles what was appended before.</summary>
    CatchingUp,

    /// <summary>It has read everything, and waits for what is appended next.</summary>
    Live,

    /// <summary>Something failed, see <see cref="DurableSubscriptionStatus.LastError"/>; it tries again after a while.</summary>
    Failed,
}
