namespace SmartCampus.Events;

/// <summary>One stream of a <see cref="PreparedAppend"/>.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Expected">What is expected of it.</param>
/// <param name="FencingToken">The caller's token, 1 or more, or null.</param>
/// <param name="Events">The serialized events, at least one.</param>
public sealed record PreparedStream(StreamId Stream, ExpectedVersion Expected, long? FencingToken, IReadOnlyList<SerializedEvent> Events);
