using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>update.</summary>
internal static class UpdateCommand
{
    public static BsonDocument Run(CommandContext context)
    {
        var request = context.Request;
        foreach (var statement in request.Body["updates"].AsBsonArray)
        {
            Parse(request, statement.AsBsonDocument, context.Now);
        }

        var reply = WriteBatch.Run(context, "updates", (mutation, statement) => Apply(mutation, request, statement), Total);
        return reply.Contains("nModified") ? reply : reply.Add("nModified", 0);
    }

    private static UpdateStatement Parse(Request request, BsonDocument statement, DateTime now)
    {
        Request.Only(statement, "an update", "q", "u", "upsert", "multi", "hint", "arrayFilters");
        return new UpdateStatement(
            request.Namespace,
            Filter.Parse(statement["q"].AsBsonDocument, now),
            new SortOrder([]),
            statement.GetValue("hint", null),
            Update.Parse(statement["u"], statement.GetValue("arrayFilters", null)?.AsBsonArray, now),
            Truth.Of(statement.GetValue("upsert", false)));
    }

    private static WriteResult Apply(Mutation mutation, Request request, BsonDocument statement)
    {
        var multi = Truth.Of(statement.GetValue("multi", false));
        if (multi && request.Transaction is not null)
        {
            throw new CommandException(72, "InvalidOptions", "Cannot use retryable writes with multi=true");
        }

        var results = Parse(request, statement, mutation.Now).Apply(mutation, multi);
        var changed = results.Count(result => !ReferenceEquals(result.Before, result.After));
        var answer = new BsonDocument { { "n", results.Count }, { "nModified", results is [{ Before: null }] ? 0 : changed } };
        if (results is [{ Before: null, After: var inserted }])
        {
            answer.Add("upserted", inserted["_id"]);
        }

        return new WriteResult(answer, changed > 0);
    }

    private static void Total(BsonDocument reply, BsonDocument answer, int index)
    {
        reply["nModified"] = reply.GetValue("nModified", 0).AsInt32 + answer["nModified"].AsInt32;
        if (answer.TryGetValue("upserted", out var id))
        {
            var upserted = reply.GetValue("upserted", new BsonArray()).AsBsonArray;
            upserted.Add(new BsonDocument { { "index", index }, { "_id", id } });
            reply["upserted"] = upserted;
        }
    }
}
