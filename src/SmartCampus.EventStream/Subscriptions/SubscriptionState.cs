namespace SmartCampus.Streams;

/// <summary>Whether a subscription still receives events, and if not, why.</summary>
public enum SubscriptionState
{
    /// <summary>It receives events.</summary>
    Active,

    /// <summary>It was disposed.</summary>
    Unsubscribed,

    /// <summary>Its handler failed and its policy is <see cref="WhenFailing.Stop"/>.</summary>
    Failed,

    /// <summary>Its stream was stopped.</summary>
    Stopped,
}
