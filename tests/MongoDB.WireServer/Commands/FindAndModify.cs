using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>findAndModify.</summary>
internal static class FindAndModify
{
    public static readonly string[] Options = ["query", "sort", "remove", "update", "new", "fields", "upsert", "arrayFilters", "hint"];

    public static BsonDocument Run(CommandContext context) => context.Write(mutation =>
    {
        var request = context.Request;
        var retries = new Retries(mutation, request);
        if (retries.Earlier(0) is { } earlier)
        {
            return earlier.DeepClone().AsBsonDocument.Add("retriedStmtId", 0);
        }

        var result = request.Flag("remove") ? Remove(mutation, request) : Change(mutation, request);
        if (result.Changed)
        {
            retries.Applied(0, result.Answer.DeepClone().AsBsonDocument);
        }

        return result.Answer;
    });

    private static WriteResult Remove(Mutation mutation, Request request)
    {
        if (request.Optional("update") is not null || request.Flag("new") || request.Flag("upsert"))
        {
            throw CommandException.FailedToParse("Cannot specify 'update', 'new' or 'upsert' along with 'remove'");
        }

        var filter = Filter.Parse(request.Document("query"), mutation.Now);
        var found = UpdateStatement.Find(mutation, request.Namespace, filter, new SortOrder(request.Document("sort")), request.Optional("hint"), multi: false);
        foreach (var (record, _) in found)
        {
            mutation.Delete(request.Namespace, record);
        }

        var last = new BsonDocument("n", found.Count);
        return new WriteResult(Answer(last, Projected(request, found.FirstOrDefault().Document, mutation.Now)), found.Count > 0);
    }

    private static WriteResult Change(Mutation mutation, Request request)
    {
        var statement = new UpdateStatement(
            request.Namespace,
            Filter.Parse(request.Document("query"), mutation.Now),
            new SortOrder(request.Document("sort")),
            request.Optional("hint"),
            Update.Parse(request.Optional("update") ?? throw CommandException.FailedToParse("Either an update or remove=true must be specified"), request.Optional("arrayFilters")?.AsBsonArray, mutation.Now),
            request.Flag("upsert"));
        var results = statement.Apply(mutation, multi: false);
        var (before, after) = results.FirstOrDefault();
        var last = new BsonDocument { { "n", results.Count }, { "updatedExisting", before is not null } };
        if (before is null && after is not null)
        {
            last.Add("upserted", after["_id"]);
        }

        return new WriteResult(Answer(last, Projected(request, request.Flag("new") ? after : before, mutation.Now)), !ReferenceEquals(before, after));
    }

    private static BsonDocument? Projected(Request request, BsonDocument? document, DateTime now)
    {
        var fields = request.Document("fields");
        return document is null || fields.ElementCount == 0 ? document : new Projection(fields, now).Apply(document);
    }

    private static BsonDocument Answer(BsonDocument last, BsonDocument? value) => new() { { "lastErrorObject", last }, { "value", (BsonValue?)value ?? BsonNull.Value } };
}
