using System.Text.Json.Serialization.Metadata;

namespace SmartCampus.Events;

/// <summary>How snapshots of a state are stored.</summary>
/// <param name="Name">
/// Names the shape of the state, 1 to 200 characters; change it whenever the state or the way it is folded changes, and older
/// snapshots are passed over.
/// </param>
/// <param name="Json">How the state is written as JSON, from a source-generated context.</param>
public sealed record SnapshotSchema<TState>(string Name, JsonTypeInfo<TState> Json)
    where TState : class;
