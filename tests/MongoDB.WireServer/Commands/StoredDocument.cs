using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The form in which documents are kept.</summary>
internal static class StoredDocument
{
    /// <summary>The document with its <c>_id</c> first, a new one when it has none.</summary>
    public static BsonDocument WithId(BsonDocument document)
    {
        var id = document.GetValue("_id", null) ?? ObjectId.GenerateNewId();
        if (id is BsonArray or BsonRegularExpression or BsonUndefined)
        {
            throw new CommandException(53, "InvalidIdField", $"The '_id' value cannot be of type {id.BsonType}");
        }

        if (document.ElementCount > 0 && document.GetElement(0).Name == "_id")
        {
            return document;
        }

        document.Remove("_id");
        document.InsertAt(0, new BsonElement("_id", id));
        return document;
    }
}
