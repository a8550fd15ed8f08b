using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>insert.</summary>
internal static class Insert
{
    public static BsonDocument Run(CommandContext context) => WriteBatch.Run(context, "documents", (mutation, document) => Apply(mutation, context.Request, document), (_, _, _) => { });

    private static WriteResult Apply(Mutation mutation, Request request, BsonDocument document)
    {
        if (Bson.Size(document) is var size && size > Limits.DocumentSize)
        {
            throw CommandException.BadValue($"object to insert too large. size in bytes: {size}, max size: {Limits.DocumentSize}");
        }

        mutation.Insert(request.Namespace, StoredDocument.WithId(document));
        return new WriteResult(new BsonDocument("n", 1), true);
    }
}
