namespace SmartCampus.Streams;

/// <summary>Where a consumer group begins that has never run.</summary>
public enum SubscriptionStart
{
    /// <summary>At the first event of the store.</summary>
    Beginning,

    /// <summary>After the last event that the store has when the group runs for the first time. A consumer that ends before it could note that has not run.</summary>
    Now,
}
