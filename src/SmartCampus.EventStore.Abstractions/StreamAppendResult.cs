namespace SmartCampus.Events;

/// <summary>The versions that an append gave its events in one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="First">The version of the first event stored.</param>
/// <param name="Last">The version of the last event stored.</param>
public readonly record struct StreamAppendResult(StreamId Stream, StreamVersion First, StreamVersion Last);
