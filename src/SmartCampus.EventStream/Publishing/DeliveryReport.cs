namespace SmartCampus.Streams;

/// <summary>What became of an event in one subscription.</summary>
/// <param name="Subscription">The subscription's name.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Failure">What the handler threw last; null when it was not called or did not throw.</param>
public sealed record DeliveryReport(string Subscription, DeliveryOutcome Outcome, Exception? Failure);
