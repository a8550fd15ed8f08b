namespace SmartCampus.Streams;

/// <summary>Where a consumer group begins that has never run.</summary>
public enum SubscriptionStart
{
    /// <summary>At the first event of the store.</summary>
    Beginning,

    /// <summary>After the last event that the store has when the group is claimed for the first time.</summary>
    Now,
}
