using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The conditions that <c>$[name]</c> in an update's paths names.</summary>
internal sealed class ArrayFilters
{
    private readonly Dictionary<string, Func<BsonValue, bool>> _filters = [];

    public static ArrayFilters Parse(BsonArray? source, DateTime now)
    {
        var filters = new ArrayFilters();
        foreach (var filter in source ?? [])
        {
            var name = Name(filter.AsBsonDocument);
            if (!char.IsAsciiLetterLower(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            {
                throw CommandException.BadValue($"Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '{name}'");
            }

            var parsed = Filter.Parse(filter.AsBsonDocument, now);
            filters._filters.Add(name, element => parsed.Matches(new BsonDocument(name, element)));
        }

        return filters;
    }

    public IEnumerable<string> Names => _filters.Keys;

    public bool Matches(string name, BsonValue element) => _filters[name](element);

    private static string Name(BsonDocument filter)
    {
        var first = filter.ElementCount > 0 ? filter.GetElement(0) : throw CommandException.FailedToParse("Cannot use an expression without a top-level field name in arrayFilters");
        return first.Name is "$and" or "$or" ? Name(first.Value[0].AsBsonDocument) : first.Name.Split('.')[0];
    }
}
