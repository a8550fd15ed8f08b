using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Collections and databases.</summary>
internal static class Catalog
{
    public static BsonDocument Create(CommandContext context) => context.Write(mutation =>
    {
        var name = context.Request.Namespace;
        if (mutation.State.Collection(name) is not null)
        {
            throw new CommandException(48, "NamespaceExists", $"Collection {name} already exists.");
        }

        mutation.Ensure(name);
        return [];
    });

    public static BsonDocument Drop(CommandContext context) => context.Write(mutation =>
    {
        var name = context.Request.Namespace;
        if (mutation.State.Collection(name) is not { } collection)
        {
            return [];
        }

        mutation.Drop(name);
        return new BsonDocument { { "nIndexesWas", collection.Indexes.Count }, { "ns", name } };
    });

    public static BsonDocument DropDatabase(CommandContext context) => context.Write(mutation =>
    {
        var database = context.Request.Database;
        var collections = In(mutation.State, database);
        foreach (var collection in collections)
        {
            mutation.Drop(collection.Namespace);
        }

        if (collections.Count > 0)
        {
            mutation.DropDatabase(database);
        }

        return collections.Count > 0 ? new BsonDocument("dropped", database) : [];
    });

    public static BsonDocument ListCollections(CommandContext context)
    {
        var database = context.Request.Database;
        var filter = Filter.Parse(context.Request.Document("filter"), context.Now);
        var collections = In(context.Node.Applied, database).Select(collection => new BsonDocument
        {
            { "name", collection.Namespace[(database.Length + 1)..] },
            { "type", "collection" },
            { "options", new BsonDocument() },
            { "info", new BsonDocument { { "readOnly", false }, { "uuid", collection.Uuid } } },
            { "idIndex", collection.Indexes[0].Describe() },
        });
        return Whole($"{database}.$cmd.listCollections", collections.Where(filter.Matches));
    }

    public static BsonDocument ListDatabases(CommandContext context)
    {
        var names = context.Node.Applied.Collections.Keys.Select(name => name.Split('.')[0]).Distinct();
        return new BsonDocument("databases", new BsonArray(names.Select(name => new BsonDocument("name", name))));
    }

    /// <summary>A cursor that has everything in its first batch.</summary>
    public static BsonDocument Whole(string @namespace, IEnumerable<BsonDocument> documents) =>
        new("cursor", new BsonDocument { { "id", 0L }, { "ns", @namespace }, { "firstBatch", new BsonArray(documents) } });

    private static List<CollectionState> In(NodeState state, string database) =>
        [.. state.Collections.Values.Where(collection => collection.Namespace.StartsWith(database + ".", StringComparison.Ordinal))];
}
