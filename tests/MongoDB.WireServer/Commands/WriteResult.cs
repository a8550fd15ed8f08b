using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What one statement did.</summary>
/// <param name="Answer">Its answer.</param>
/// <param name="Changed">Whether any document is another now.</param>
internal sealed record WriteResult(BsonDocument Answer, bool Changed);
