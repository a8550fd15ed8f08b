using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The operators of an update, each as a change of one path.</summary>
internal static class UpdateOperators
{
    public static List<Change> Parse(BsonDocument source, ArrayFilters filters, DateTime now)
    {
        var paths = new List<UpdatePath>();
        var changes = new List<Change>();
        foreach (var (name, fields) in source.Select(element => (element.Name, element.Value as BsonDocument)))
        {
            if (fields is null)
            {
                throw CommandException.FailedToParse($"Modifiers operate on fields but we found another type: {{{name}: {source[name]}}}");
            }

            foreach (var field in fields)
            {
                var path = new UpdatePath(field.Name, filters);
                if (paths.Find(other => Overlap(other.Path, path.Path)) is { } other)
                {
                    throw new CommandException(40, "ConflictingUpdateOperators", $"Updating the path '{path.Path}' would create a conflict at '{other.Path}'");
                }

                paths.Add(path);
                var change = Operator(name, field.Value, now);
                changes.Add(new Change(path, name == "$setOnInsert", document => path.Change(document, change, name is not ("$unset" or "$pull"))));
            }
        }

        if (filters.Names.FirstOrDefault(name => !paths.Exists(path => path.FilterNames.Contains(name))) is { } unused)
        {
            throw CommandException.FailedToParse($"The array filter for identifier '{unused}' was not used in the update");
        }

        // New fields come into the document in the order of their names, not of the operators.
        return [.. changes.OrderBy(change => change.Path)];
    }

    private static bool Overlap(string x, string y) =>
        x == y || x.StartsWith(y + ".", StringComparison.Ordinal) || y.StartsWith(x + ".", StringComparison.Ordinal);

    private static Func<BsonValue?, BsonValue?> Operator(string name, BsonValue operand, DateTime now) => name switch
    {
        "$set" or "$setOnInsert" => _ => operand.DeepClone(),
        "$unset" => _ => null,
        "$inc" => old => old is null ? operand : Arithmetic.Increment(old, operand),
        "$max" => old => old is null || BsonOrder.Instance.Compare(operand, old) > 0 ? operand : old,
        "$min" => old => old is null || BsonOrder.Instance.Compare(operand, old) < 0 ? operand : old,
        "$push" => ArrayUpdates.Push(operand),
        "$addToSet" => ArrayUpdates.AddToSet(operand),
        "$pull" => ArrayUpdates.Pull(operand, now),
        "$currentDate" when operand == true => _ => new BsonDateTime(now),
        _ => throw Refusal.Of($"the update operator {name}"),
    };

    internal sealed record Change(UpdatePath Path, bool OnlyOnInsert, Action<BsonDocument> Apply);
}
