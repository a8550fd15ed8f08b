using MongoDB.Bson;

namespace SmartCampus.Events;

/// <summary>An index that the store's promises or its reads rest on; every query names the one that it uses.</summary>
/// <param name="Collection">The collection, without the prefix.</param>
/// <param name="Name">The index's name.</param>
/// <param name="Keys">Its fields.</param>
/// <param name="IsUnique">Whether the promises rest on its uniqueness.</param>
internal sealed record StoreIndex(string Collection, string Name, BsonDocument Keys, bool IsUnique)
{
    /// <summary>Decides who gets a slot of a stream.</summary>
    public static StoreIndex StreamSlot { get; } = new("commits", "stream_slot", new BsonDocument { { "e.s", 1 }, { "e.k", 1 } }, true);

    /// <summary>Decides who gets a position, a commit or the filler that proves it unused.</summary>
    public static StoreIndex Position { get; } = new("commits", "position", new BsonDocument("p", 1), true);

    /// <summary>Finds the last entry of a stream.</summary>
    public static StoreIndex StreamPosition { get; } = new("commits", "stream_position", new BsonDocument { { "e.s", 1 }, { "p", 1 } }, false);

    public static StoreIndex Snapshots { get; } = new("snapshots", "stream_schema_version", new BsonDocument { { "s", 1 }, { "schema", 1 }, { "v", 1 } }, true);

    public static StoreIndex Letters { get; } = new("letters", "group_position", new BsonDocument { { "g", 1 }, { "x", 1 }, { "p", 1 } }, false);

    public static StoreIndex StreamLetters { get; } = new("letters", "group_stream_position", new BsonDocument { { "g", 1 }, { "x", 1 }, { "s", 1 }, { "p", 1 } }, false);

    public static IReadOnlyList<StoreIndex> All { get; } = [StreamSlot, Position, StreamPosition, Snapshots, Letters, StreamLetters];
}
