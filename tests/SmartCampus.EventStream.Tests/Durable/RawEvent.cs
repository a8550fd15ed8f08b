namespace SmartCampus.Streams.Tests.Durable;

/// <summary>Is stored as it stands, whether it can be read or not.</summary>
public sealed record RawEvent(string EventType, int SchemaVersion, string Json);
