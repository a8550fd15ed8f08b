using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Finds documents and changes them, or inserts one when there is none: what update and findAndModify have in common.</summary>
internal sealed record UpdateStatement(string Namespace, Filter Filter, SortOrder Sort, BsonValue? Hint, Update Update, bool Upsert)
{
    /// <summary>The documents before and after; nothing before means inserted.</summary>
    public List<(BsonDocument? Before, BsonDocument After)> Apply(Mutation mutation, bool multi)
    {
        if (multi && Update.IsReplacement)
        {
            throw CommandException.FailedToParse("multi update is not supported for replacement-style update");
        }

        var results = Find(mutation, Namespace, Filter, Sort, Hint, multi).Select(found => Change(mutation, found.Record, found.Document)).ToList();
        return results.Count == 0 && Upsert ? [(null, Insert(mutation))] : results;
    }

    public static List<(long Record, BsonDocument Document)> Find(Mutation mutation, string @namespace, Filter filter, SortOrder sort, BsonValue? hint, bool multi)
    {
        var collection = mutation.State.Collection(@namespace);
        var plan = Plan.Choose(collection, filter, sort, hint);
        var found = collection is null ? [] : new Scan(plan).All(collection);
        found = plan.Sorts ? sort.Sort(found, pair => pair.Document) : found;
        return [.. multi ? found : found.Take(1)];
    }

    private (BsonDocument? Before, BsonDocument After) Change(Mutation mutation, long record, BsonDocument before)
    {
        var after = Checked(Update.Apply(before, false));
        if (!after.TryGetValue("_id", out var id) || !BsonOrder.Instance.Equals(id, before["_id"]))
        {
            throw new CommandException(66, "ImmutableField", "Performing an update on the path '_id' would modify the immutable field '_id'");
        }

        after = StoredDocument.WithId(after);
        if (after.Equals(before))
        {
            return (before, before);
        }

        mutation.Replace(Namespace, record, after, Update.IsReplacement);
        return (before, after);
    }

    private BsonDocument Insert(Mutation mutation)
    {
        var seed = MongoWire.Update.Seed(Filter.Source);
        if (Update.IsReplacement)
        {
            seed = seed.TryGetValue("_id", out var id) ? new BsonDocument("_id", id) : [];
        }

        var document = StoredDocument.WithId(Checked(Update.Apply(seed, true)));
        mutation.Insert(Namespace, document);
        return document;
    }

    private static BsonDocument Checked(BsonDocument document) => Bson.Size(document) <= Limits.DocumentSize
        ? document
        : throw new CommandException(17419, "Location17419", $"Resulting document after update is larger than {Limits.DocumentSize}");
}
