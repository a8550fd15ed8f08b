using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What a change event says of the change itself.</summary>
internal static class ChangeBody
{
    public static BsonDocument Insert(BsonDocument document) =>
        new() { { "operationType", "insert" }, { "fullDocument", document }, { "documentKey", Key(document) } };

    public static BsonDocument Replace(BsonDocument document) =>
        new() { { "operationType", "replace" }, { "fullDocument", document }, { "documentKey", Key(document) } };

    public static BsonDocument Delete(BsonDocument document) => new() { { "operationType", "delete" }, { "documentKey", Key(document) } };

    public static BsonDocument Drop() => new("operationType", "drop");

    public static BsonDocument DropDatabase() => new("operationType", "dropDatabase");

    public static BsonDocument Update(BsonDocument before, BsonDocument after)
    {
        var updated = new BsonDocument();
        var removed = new BsonArray();
        Compare("", before, after, updated, removed);
        var description = new BsonDocument { { "updatedFields", updated }, { "removedFields", removed }, { "truncatedArrays", new BsonArray() } };
        return new BsonDocument { { "operationType", "update" }, { "documentKey", Key(after) }, { "updateDescription", description } };
    }

    private static void Compare(string prefix, BsonDocument before, BsonDocument after, BsonDocument updated, BsonArray removed)
    {
        foreach (var name in before.Names.Where(name => !after.Contains(name)))
        {
            removed.Add(prefix + name);
        }

        foreach (var (name, value) in after.Select(element => (element.Name, element.Value)))
        {
            if (!before.TryGetValue(name, out var old))
            {
                updated.Add(prefix + name, value);
            }
            else if (old is BsonDocument oldDocument && value is BsonDocument newDocument)
            {
                Compare($"{prefix}{name}.", oldDocument, newDocument, updated, removed);
            }
            else if (!old.Equals(value))
            {
                updated.Add(prefix + name, value);
            }
        }
    }

    private static BsonDocument Key(BsonDocument document) => new("_id", document["_id"]);
}
