using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Error 11000, with the index and the key as the server reports them.</summary>
internal sealed class DuplicateKeyException : CommandException
{
    public DuplicateKeyException(string @namespace, IndexState index, BsonValue[] key)
        : base(11000, "DuplicateKey", $"E11000 duplicate key error collection: {@namespace} index: {index.Name} dup key: {Key(index, key).ToJson()}") =>
        Extra = new BsonDocument { { "keyPattern", index.Pattern }, { "keyValue", Key(index, key) } };

    private static BsonDocument Key(IndexState index, BsonValue[] key) => new(index.Paths.Select((path, i) => new BsonElement(path, key[i])));
}
