using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>getMore and killCursors.</summary>
internal static class GetMore
{
    public static Task<BsonDocument> RunAsync(CommandContext context)
    {
        var size = context.Request.Optional("batchSize")?.ToInt32() ?? 0;
        return context.Cursors.ContinueAsync(context.Request.Body[0].ToInt64(), size > 0 ? size : int.MaxValue, context);
    }

    public static BsonDocument Kill(CommandContext context)
    {
        var ids = context.Request.Body["cursors"].AsBsonArray.ToLookup(id => context.Cursors.Remove(id.ToInt64()));
        return new BsonDocument
        {
            { "cursorsKilled", new BsonArray(ids[true]) },
            { "cursorsNotFound", new BsonArray(ids[false]) },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
        };
    }
}
