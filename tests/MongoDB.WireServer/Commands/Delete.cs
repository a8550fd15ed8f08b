using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>delete.</summary>
internal static class Delete
{
    public static BsonDocument Run(CommandContext context) =>
        WriteBatch.Run(context, "deletes", (mutation, statement) => Apply(mutation, context.Request.Namespace, statement), (_, _, _) => { });

    private static WriteResult Apply(Mutation mutation, string @namespace, BsonDocument statement)
    {
        Request.Only(statement, "a delete", "q", "limit", "hint");
        var filter = Filter.Parse(statement["q"].AsBsonDocument, mutation.Now);
        var found = UpdateStatement.Find(mutation, @namespace, filter, new SortOrder([]), statement.GetValue("hint", null), multi: statement["limit"].ToInt32() == 0);
        foreach (var (record, _) in found)
        {
            mutation.Delete(@namespace, record);
        }

        return new WriteResult(new BsonDocument("n", found.Count), found.Count > 0);
    }
}
