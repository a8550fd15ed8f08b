namespace SmartCampus.Events;

/// <summary>The state of a stream at a version, kept to save the time of a long replay; a cache, never the truth.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version of the last event that the state contains; 1 or more.</param>
/// <param name="Schema">
/// Names the shape of the state, 1 to 200 characters. A new name makes all older snapshots invisible; change it whenever the
/// state or the way it is folded changes.
/// </param>
/// <param name="State">The state's bytes.</param>
public sealed record Snapshot(StreamId Stream, StreamVersion Version, string Schema, ReadOnlyMemory<byte> State);
