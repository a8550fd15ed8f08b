using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>find and count.</summary>
internal static class FindCommand
{
    public static readonly string[] Options = ["filter", "sort", "projection", "hint", "skip", "limit", "batchSize", "singleBatch", "allowDiskUse", "noCursorTimeout", "readConcern"];

    public static async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var request = context.Request;
        var concern = ReadConcern.Of(request.Body);
        await concern.BeforeAsync(context);
        var results = FindResults.Of(request, concern.View(context), context.Now);
        var cursor = new QueryCursor(request.Namespace, concern, results.Next, () => results.Full);
        var size = request.Optional("batchSize")?.ToInt32() ?? Limits.FirstBatch;
        var reply = await context.Cursors.OpenAsync(cursor, size, context, request.Flag("singleBatch"));
        await concern.AfterAsync(context);
        return reply;
    }

    public static async Task<BsonDocument> CountAsync(CommandContext context)
    {
        var request = context.Request;
        var concern = ReadConcern.Of(request.Body);
        await concern.BeforeAsync(context);
        var find = new BsonDocument { { "find", request.Collection }, { "$db", request.Database }, { "filter", request.Document("query") } };
        find.AddRange(request.Body.Where(element => element.Name is "limit" or "skip" or "hint"));
        var state = concern.View(context);
        var results = FindResults.Of(new Request(find), state, context.Now);
        var count = 0;
        while (!results.Full && results.Next(state) is not null)
        {
            count++;
        }

        await concern.AfterAsync(context);
        return new BsonDocument("n", count);
    }
}
