using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What a session's latest retryable write has applied: the answer of each of its statements, by number.</summary>
internal sealed record SessionRecord(long Transaction, ImmutableDictionary<int, BsonDocument> Statements);
