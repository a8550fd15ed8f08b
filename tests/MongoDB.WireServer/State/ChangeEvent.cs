using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One change as a change stream tells it, without what each stream adds (token, looked-up document).</summary>
/// <param name="Sequence">The place in the operation log, and the content of the resume token.</param>
internal sealed record ChangeEvent(long Sequence, string Database, string? Collection, BsonDocument Body);
