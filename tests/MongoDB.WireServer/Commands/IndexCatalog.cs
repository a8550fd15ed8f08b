using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>createIndexes, dropIndexes and listIndexes.</summary>
internal static class IndexCatalog
{
    public static BsonDocument Create(CommandContext context)
    {
        var indexes = context.Request.Body["indexes"].AsBsonArray.Select(spec => Parse(spec.AsBsonDocument)).ToList();
        return context.Write(mutation => Create(mutation, context.Request.Namespace, indexes));
    }

    public static BsonDocument Drop(CommandContext context) => context.Write(mutation =>
    {
        var collection = Collection(mutation.State, context.Request);
        var name = context.Request.Optional("index") as BsonString ?? throw Refusal.Of("dropIndexes by anything but a name");
        var dropped = name == "*"
            ? collection.Indexes.RemoveRange(1, collection.Indexes.Count - 1)
            : collection.Indexes.Remove(collection.Index(name.Value) ?? throw new CommandException(27, "IndexNotFound", $"index not found with name [{name}]"));
        mutation.Put(collection with { Indexes = dropped });
        return new BsonDocument("nIndexesWas", collection.Indexes.Count);
    });

    public static BsonDocument List(CommandContext context)
    {
        var collection = Collection(context.Node.Applied, context.Request);
        return Catalog.Whole(collection.Namespace, collection.Indexes.Select(index => index.Describe()));
    }

    private static CollectionState Collection(NodeState state, Request request) =>
        state.Collection(request.Namespace) ?? throw CommandException.NamespaceNotFound($"ns does not exist: {request.Namespace}");

    private static IndexState Parse(BsonDocument spec)
    {
        // What older servers needed to know of a build in the background no longer means anything.
        Request.Only(spec, "an index", "key", "name", "unique", "v", "background");
        var key = spec["key"].AsBsonDocument;
        foreach (var part in key)
        {
            if (!part.Value.IsNumeric || Math.Abs(part.Value.ToDouble()) != 1 || part.Name.Split('.').Any(name => name.Length == 0 || name[0] == '$' || char.IsAsciiDigit(name[0])))
            {
                throw Refusal.Of($"the index key {part.Name}: {part.Value}");
            }
        }

        return IndexState.Create(spec["name"].AsString, key, Truth.Of(spec.GetValue("unique", false)));
    }

    private static BsonDocument Create(Mutation mutation, string @namespace, List<IndexState> indexes)
    {
        var reply = new BsonDocument("createdCollectionAutomatically", mutation.State.Collection(@namespace) is null);
        var collection = mutation.State.Collection(@namespace) ?? CollectionState.Create(@namespace);
        reply.Add("numIndexesBefore", collection.Indexes.Count);
        var created = indexes.Where(index => !Exists(collection, index)).Aggregate(collection, (current, index) => Exists(current, index) ? current : current.AddIndex(index));
        if (!ReferenceEquals(created, collection))
        {
            mutation.Ensure(@namespace);
            mutation.Put(created);
        }

        reply.Add("numIndexesAfter", created.Indexes.Count);
        return ReferenceEquals(created, collection) ? reply.Add("note", "all indexes already exist") : reply;
    }

    /// <summary>Keys and uniqueness identify an index, and so does its name.</summary>
    private static bool Exists(CollectionState collection, IndexState index)
    {
        var same = collection.Indexes.Find(other => BsonOrder.Instance.Equals(other.Pattern, index.Pattern) && (other.Unique == index.Unique || other.Name == "_id_"));
        if (collection.Index(index.Name) is { } named && named != same)
        {
            throw new CommandException(
                86, "IndexKeySpecsConflict", $"An existing index has the same name as the requested index. Requested index: {index.Describe()}, existing index: {named.Describe()}");
        }

        return same is null || same.Name == index.Name || same.Name == "_id_"
            ? same is not null
            : throw new CommandException(85, "IndexOptionsConflict", $"Index already exists with a different name: {same.Name}");
    }
}
