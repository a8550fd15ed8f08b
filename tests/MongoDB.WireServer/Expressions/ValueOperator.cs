using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>An operator that needs only the values of its arguments.</summary>
internal sealed record ValueOperator(int Least, int Most, Func<BsonValue?[], BsonValue?> Compute);
