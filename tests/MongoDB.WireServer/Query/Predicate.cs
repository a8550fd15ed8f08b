using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A condition that an index may narrow a search by.</summary>
/// <param name="Path">The whole path of the field.</param>
/// <param name="Name">The operator.</param>
/// <param name="Value">Its operand.</param>
/// <param name="Element">The <c>$elemMatch</c> that it is in: only conditions in the same one hold of the same element.</param>
internal sealed record Predicate(string Path, string Name, BsonValue Value, Predicate.ElementMatch? Element)
{
    private static readonly string[] Usable = ["$eq", "$in", "$gt", "$gte", "$lt", "$lte"];

    public bool IsPoint => Name is "$eq" or "$in";

    public static List<Predicate> Of(BsonDocument filter)
    {
        var found = new List<Predicate>();
        Collect(filter, "", null, found);
        return found;
    }

    private static void Collect(BsonDocument filter, string prefix, ElementMatch? element, List<Predicate> found)
    {
        foreach (var part in filter)
        {
            if (part.Name == "$and")
            {
                foreach (var inner in part.Value.AsBsonArray)
                {
                    Collect(inner.AsBsonDocument, prefix, element, found);
                }
            }
            else if (!part.Name.StartsWith('$'))
            {
                Field(prefix + part.Name, part.Value, element, found);
            }
        }
    }

    private static void Field(string path, BsonValue value, ElementMatch? element, List<Predicate> found)
    {
        if (!FieldTest.IsOperators(value))
        {
            Add(new Predicate(path, "$eq", value, element), found);
            return;
        }

        foreach (var part in value.AsBsonDocument)
        {
            if (part.Name != "$elemMatch")
            {
                Add(new Predicate(path, part.Name, part.Value, element), found);
            }
            else if (FieldTest.IsOperators(part.Value))
            {
                Field(path, part.Value, new ElementMatch(path), found);
            }
            else
            {
                Collect(part.Value.AsBsonDocument, path + ".", new ElementMatch(path), found);
            }
        }
    }

    private static void Add(Predicate predicate, List<Predicate> found)
    {
        // An array is found by its elements and by itself, in two places of an index.
        var arrays = predicate.Value is BsonArray array && (predicate.Name != "$in" || array.Any(value => value is BsonArray));
        if (Usable.Contains(predicate.Name) && !arrays)
        {
            found.Add(predicate);
        }
    }

    internal sealed class ElementMatch(string path)
    {
        public string Path { get; } = path;
    }
}
