namespace SmartCampus.Streams;

/// <summary>What became of an event in one subscription.</summary>
public enum DeliveryOutcome
{
    /// <summary>Its handler has finished.</summary>
    Handled,

    /// <summary>Every attempt failed, and it went to the dead letters.</summary>
    DeadLettered,

    /// <summary>Every attempt failed, and it was given up, by <see cref="WhenFailing.Skip"/> or <see cref="WhenFailing.Stop"/>.</summary>
    Skipped,

    /// <summary>It found the buffer full and was dropped, or pushed out by a later one.</summary>
    Dropped,

    /// <summary>The subscription or the stream ended before it was handled, or while it was.</summary>
    Abandoned,
}
