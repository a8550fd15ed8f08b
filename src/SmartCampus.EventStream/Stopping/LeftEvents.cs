namespace SmartCampus.Streams;

/// <summary>What a subscription had not handled when its stream's time to stop was over.</summary>
/// <param name="Subscription">The subscription's name.</param>
/// <param name="Events">How many events waited or were being handled.</param>
public sealed record LeftEvents(string Subscription, long Events);
