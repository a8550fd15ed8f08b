namespace SmartCampus.Streams.Tests.Durable;

public sealed record Noted(int Number) : ITestEvent;
