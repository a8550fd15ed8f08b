using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>An update in one of its three forms: a replacement, operators, or a pipeline.</summary>
/// <param name="IsReplacement">Whether the whole document is given.</param>
/// <param name="Apply">From a document to the next; the first is not changed.</param>
internal sealed record Update(bool IsReplacement, Func<BsonDocument, bool, BsonDocument> Apply)
{
    /// <param name="source">The update.</param>
    /// <param name="arrayFilters">What the names in <c>$[name]</c> stand for.</param>
    /// <param name="now">The moment of the command, the same for every document in it.</param>
    public static Update Parse(BsonValue source, BsonArray? arrayFilters, DateTime now)
    {
        switch (source)
        {
            case BsonArray pipeline:
                var stages = PipelineStages.ForUpdate(pipeline, now);
                return new Update(false, (document, _) => stages(document));
            case BsonDocument operators when FieldTest.IsOperators(operators):
                var changes = UpdateOperators.Parse(operators, ArrayFilters.Parse(arrayFilters, now), now);
                return new Update(false, (document, inserting) => Change(document, inserting, changes));
            case BsonDocument replacement:
                if (replacement.Names.FirstOrDefault(name => name.StartsWith('$')) is { } name)
                {
                    throw new CommandException(52, "DollarPrefixedFieldName", $"The dollar ($) prefixed field '{name}' is not valid in the root of a replacement.");
                }

                return new Update(true, (document, _) => Replace(document, replacement));
            default:
                throw CommandException.FailedToParse("Update argument must be either an object or an array");
        }
    }

    /// <summary>What an upsert starts from: the fields that the filter fixes.</summary>
    public static BsonDocument Seed(BsonDocument filter)
    {
        var seed = new BsonDocument();
        foreach (var (path, value) in Fixed(filter))
        {
            DocumentPath.Set(seed, path, value.DeepClone());
        }

        return seed;
    }

    private static IEnumerable<(string Path, BsonValue Value)> Fixed(BsonDocument filter) => filter.SelectMany(part => part.Name switch
    {
        "$and" => part.Value.AsBsonArray.SelectMany(inner => Fixed(inner.AsBsonDocument)),
        _ when part.Name.StartsWith('$') => [],
        _ when !FieldTest.IsOperators(part.Value) => [(part.Name, part.Value)],
        _ => part.Value.AsBsonDocument.TryGetValue("$eq", out var value) ? [(part.Name, value)] : [],
    });

    private static BsonDocument Change(BsonDocument document, bool inserting, List<UpdateOperators.Change> changes)
    {
        var copy = document.DeepClone().AsBsonDocument;
        foreach (var change in changes.Where(change => inserting || !change.OnlyOnInsert))
        {
            change.Apply(copy);
        }

        return copy;
    }

    private static BsonDocument Replace(BsonDocument document, BsonDocument replacement)
    {
        var result = replacement.DeepClone().AsBsonDocument;
        if (!result.Contains("_id") && document.TryGetValue("_id", out var id))
        {
            result.InsertAt(0, new BsonElement("_id", id));
        }

        return result;
    }
}
