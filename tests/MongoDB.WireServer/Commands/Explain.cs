using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>explain of a find: its plan, and with <c>executionStats</c> what it reads.</summary>
internal static class Explain
{
    public static BsonDocument Run(CommandContext context)
    {
        var command = context.Request.Body[0].AsBsonDocument;
        if (command.GetElement(0).Name != "find")
        {
            throw Refusal.Of($"explain of {command.GetElement(0).Name}");
        }

        var find = new Request(command.DeepClone().AsBsonDocument.Set("$db", context.Request.Database));
        find.Only(CommandTable.Get("find"));
        var state = context.Node.Applied;
        var results = FindResults.Of(find, state, context.Now);
        var plan = state.Collection(find.Namespace) is null ? new BsonDocument("stage", "EOF") : Limited(results.Plan, find);
        var reply = new BsonDocument
        {
            { "explainVersion", "1" },
            { "queryPlanner", new BsonDocument { { "namespace", find.Namespace }, { "winningPlan", plan }, { "rejectedPlans", new BsonArray() } } },
        };
        return context.Request.Optional("verbosity") == "queryPlanner" ? reply : reply.Add("executionStats", Statistics(results, state));
    }

    /// <summary>A sort keeps to the limit itself.</summary>
    private static BsonDocument Limited(Plan plan, Request find) => plan.Sorts || find.Optional("limit") is not { } limit
        ? plan.Describe()
        : new BsonDocument { { "stage", "LIMIT" }, { "limitAmount", limit }, { "inputStage", plan.Describe() } };

    private static BsonDocument Statistics(FindResults results, NodeState state)
    {
        while (!results.Full && results.Next(state) is not null)
        {
        }

        return new BsonDocument
        {
            { "executionSuccess", true },
            { "nReturned", results.Returned },
            { "totalKeysExamined", results.Scan.KeysExamined },
            { "totalDocsExamined", results.Scan.DocumentsExamined },
        };
    }
}
