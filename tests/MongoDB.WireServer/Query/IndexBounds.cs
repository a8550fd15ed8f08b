using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What of an index a filter needs: for each field the intervals, and from them the ranges of entries in the order of the index.</summary>
internal sealed class IndexBounds
{
    private readonly IndexState _index;

    public IndexBounds(IndexState index, IReadOnlyList<Predicate> predicates)
    {
        _index = index;
        Fields = Intervals(index, predicates);
        Ranges = [.. Product().Order(Comparer<IndexRange>.Create((x, y) => index.Order.Compare(x.From, y.From)))];
    }

    public IReadOnlyList<List<Interval>> Fields { get; }

    public IReadOnlyList<IndexRange> Ranges { get; }

    /// <summary>How many leading fields the filter narrows.</summary>
    public int Narrowed => Fields.TakeWhile(intervals => intervals is not [var only] || only != Interval.Everything).Count();

    public bool IsFixed(int field) => Fields[field] is [{ IsPoint: true }];

    public BsonDocument Describe() =>
        new(_index.Paths.Select((path, i) => new BsonElement(path, new BsonArray(Fields[i].Select(interval => interval.ToString())))));

    /// <summary>
    /// Two conditions on a field within an array may hold of two elements, each with its own key: they narrow the search together
    /// only when one <c>$elemMatch</c> has both. Without it only one condition, on the first such field, counts.
    /// </summary>
    private static List<List<Interval>> Intervals(IndexState index, IReadOnlyList<Predicate> predicates)
    {
        var fields = new List<List<Interval>>();
        var taken = false;
        Predicate.ElementMatch? element = null;
        foreach (var path in index.Paths)
        {
            var usable = predicates.Where(predicate => predicate.Path == path).ToList();
            if (index.IsMultikey(path) && usable.Count > 0)
            {
                element = taken ? element : usable.Find(predicate => predicate.Element is not null)?.Element;
                usable = element is null
                    ? taken ? [] : [usable.Find(predicate => predicate.IsPoint) ?? usable[0]]
                    : usable.FindAll(predicate => predicate.Element == element);
                usable = element is not null && index.Arrays.Any(array => array.Length > element.Path.Length) ? [.. usable.Take(1)] : usable;
                taken = true;
            }

            fields.Add(usable.Count == 0 ? [Interval.Everything] : Interval.Of(usable));
        }

        return fields;
    }

    private IEnumerable<IndexRange> Product()
    {
        List<BsonValue[]> prefixes = [[]];
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].TrueForAll(interval => interval.IsPoint))
            {
                prefixes = [.. prefixes.SelectMany(prefix => Fields[i].Select(interval => (BsonValue[])[.. prefix, interval.Low]))];
                continue;
            }

            var ascending = _index.Pattern[i].ToInt32() > 0;
            return prefixes.SelectMany(prefix => Fields[i].Select(interval => IndexRange.Of(prefix, interval, ascending)));
        }

        return prefixes.Select(prefix => new IndexRange(IndexEntry.Before(prefix), IndexEntry.After(prefix)));
    }
}
