namespace SmartCampus.Streams;

/// <summary>What happens to an event that finds the buffer of a subscription full.</summary>
public enum WhenFull
{
    /// <summary>The publisher waits for room, in the order of arrival. No subscription receives the event before all that wait have room for it.</summary>
    Wait,

    /// <summary>The oldest event in the buffer is dropped and counted; the publisher never waits.</summary>
    DropOldest,

    /// <summary>The event is dropped for this subscription and counted; the publisher never waits.</summary>
    DropNewest,

    /// <summary>The publisher gets an <see cref="EventStreamFullException"/>, and no subscription receives the event.</summary>
    Fail,
}
