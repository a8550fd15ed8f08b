using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>aggregate: a change stream, or a pipeline over one collection.</summary>
internal static class Aggregate
{
    public static async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var request = context.Request;
        Request.Only(request.Document("cursor"), "a cursor", "batchSize");
        var concern = ReadConcern.Of(request.Body);
        await concern.BeforeAsync(context);
        var size = request.Document("cursor").GetValue("batchSize", Limits.FirstBatch).ToInt32();
        var reply = await context.Cursors.OpenAsync(Open(context, concern), size, context);
        await concern.AfterAsync(context);
        return reply;
    }

    private static Cursor Open(CommandContext context, ReadConcern concern)
    {
        var request = context.Request;
        var stages = request.Body["pipeline"].AsBsonArray.Select(stage => stage.AsBsonDocument).ToList();
        if (ChangeCursor.Asked(request.Body))
        {
            return ChangeCursor.Open(request, stages[0][0].AsBsonDocument, Documents(stages.Skip(1), context.Now), context.Node);
        }

        var match = stages.Count > 0 && stages[0].Contains("$match") ? stages[0]["$match"].AsBsonDocument : [];
        var find = new BsonDocument { { "find", request.Collection }, { "$db", request.Database }, { "filter", match } };
        find.AddRange(request.Body.Where(element => element.Name == "hint"));
        var state = concern.View(context);
        var results = FindResults.Of(new Request(find), state, context.Now);
        return QueryCursor.Of(request.Namespace, Documents(stages.Skip(match.ElementCount > 0 ? 1 : 0), context.Now)(All(results, state)));
    }

    private static Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> Documents(IEnumerable<BsonDocument> stages, DateTime now)
    {
        var parsed = stages.Select(stage => Stage(stage, now)).ToArray();
        return documents => parsed.Aggregate(documents, (current, stage) => stage(current));
    }

    private static IEnumerable<BsonDocument> All(FindResults results, NodeState state)
    {
        while (results.Next(state) is { } document)
        {
            yield return document;
        }
    }

    private static Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> Stage(BsonDocument stage, DateTime now)
    {
        var (name, operand) = (stage.GetElement(0).Name, stage[0]);
        switch (name)
        {
            case "$match":
                var filter = Filter.Parse(operand.AsBsonDocument, now);
                return documents => documents.Where(filter.Matches);
            case "$sort":
                var sort = new SortOrder(operand.AsBsonDocument);
                return documents => sort.Sort(documents, document => document);
            case "$limit":
                return documents => documents.Take(operand.ToInt32());
            case "$skip":
                return documents => documents.Skip(operand.ToInt32());
            case "$count":
                return documents => documents.Count() is var count && count > 0 ? [new BsonDocument(operand.AsString, count)] : [];
            case "$group":
                return Group.Parse(operand.AsBsonDocument, now);
            default:
                var map = PipelineStages.Parse(stage, now) ?? throw Refusal.Of($"the stage {name}");
                return documents => documents.Select(map);
        }
    }
}
