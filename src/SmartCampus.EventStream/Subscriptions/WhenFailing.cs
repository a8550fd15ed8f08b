namespace SmartCampus.Streams;

/// <summary>What happens to an event whose handler has failed for the last time.</summary>
public enum WhenFailing
{
    /// <summary>It goes to <see cref="EventStream.DeadLetters"/>, and the subscription goes on with the next.</summary>
    DeadLetter,

    /// <summary>It is counted, and the subscription goes on with the next.</summary>
    Skip,

    /// <summary>The subscription ends; what it had not handled is counted as abandoned.</summary>
    Stop,
}
