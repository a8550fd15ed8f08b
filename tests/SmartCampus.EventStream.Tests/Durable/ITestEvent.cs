namespace SmartCampus.Streams.Tests.Durable;

/// <summary>What the subscribers of these tests handle.</summary>
public interface ITestEvent;
