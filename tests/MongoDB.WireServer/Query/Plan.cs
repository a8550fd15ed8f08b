using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>How a query finds its documents: by an index or by reading all, in the order asked for or with a sort.</summary>
internal sealed record Plan(Filter Filter, SortOrder Sort, IndexState? Index, IndexBounds? Bounds, bool Reverse, bool Sorts)
{
    public static Plan Choose(CollectionState? collection, Filter filter, SortOrder sort, BsonValue? hint)
    {
        var predicates = Predicate.Of(filter.Source);
        if (collection is null)
        {
            return new Plan(filter, sort, null, null, false, false);
        }

        if (hint is not null)
        {
            return Hinted(collection, hint) is { } index ? On(index, filter, sort, predicates) : Everything(filter, sort);
        }

        var plans = collection.Indexes.Select(index => On(index, filter, sort, predicates));
        var best = plans.MaxBy(plan => (plan.Bounds!.Narrowed, !sort.IsEmpty && !plan.Sorts))!;
        return best.Bounds!.Narrowed > 0 || (!sort.IsEmpty && !best.Sorts) ? best : Everything(filter, sort);
    }

    public BsonDocument Describe()
    {
        var stage = Index is null
            ? new BsonDocument { { "stage", "COLLSCAN" }, { "filter", Filter.Source }, { "direction", "forward" } }
            : new BsonDocument { { "stage", "FETCH" }, { "filter", Filter.Source }, { "inputStage", IndexStage(Index) } };
        return Sorts ? new BsonDocument { { "stage", "SORT" }, { "sortPattern", Sort.Source }, { "inputStage", stage } } : stage;
    }

    private BsonDocument IndexStage(IndexState index) => new()
    {
        { "stage", "IXSCAN" },
        { "keyPattern", index.Pattern },
        { "indexName", index.Name },
        { "isMultiKey", !index.Arrays.IsEmpty },
        { "isUnique", index.Unique },
        { "direction", Reverse ? "backward" : "forward" },
        { "indexBounds", Bounds!.Describe() },
    };

    private static Plan Everything(Filter filter, SortOrder sort) => new(filter, sort, null, null, false, !sort.IsEmpty);

    private static Plan On(IndexState index, Filter filter, SortOrder sort, List<Predicate> predicates)
    {
        var bounds = new IndexBounds(index, predicates);
        var direction = sort.Along(index, bounds);
        return new Plan(filter, sort, index, bounds, direction < 0, direction == 0);
    }

    private static IndexState? Hinted(CollectionState collection, BsonValue hint)
    {
        if (hint is BsonDocument { ElementCount: 1 } natural && natural.Contains("$natural"))
        {
            return natural["$natural"] == 1 ? null : throw Refusal.Of("the hint { $natural: -1 }");
        }

        var index = hint is BsonDocument pattern
            ? collection.Indexes.Find(index => BsonOrder.Instance.Equals(index.Pattern, pattern))
            : collection.Index(hint.AsString);
        return index ?? throw CommandException.BadValue(
            "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index");
    }
}
