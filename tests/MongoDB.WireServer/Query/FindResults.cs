using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The documents that a find gives: planned, sorted, skipped, limited and projected.</summary>
internal sealed class FindResults
{
    private readonly string _namespace;
    private readonly Projection? _projection;
    private readonly int _skip;
    private readonly int _limit;
    private IEnumerator<BsonDocument>? _sorted;
    private int _skipped;

    private FindResults(string @namespace, Plan plan, Projection? projection, int skip, int limit)
    {
        _namespace = @namespace;
        Plan = plan;
        Scan = new Scan(plan);
        _projection = projection;
        _skip = skip;
        _limit = limit;
    }

    public Plan Plan { get; }

    public Scan Scan { get; }

    public int Returned { get; private set; }

    /// <summary>Whether the limit is reached.</summary>
    public bool Full => _limit > 0 && Returned == _limit;

    public static FindResults Of(Request request, NodeState state, DateTime now)
    {
        var filter = Filter.Parse(request.Document("filter"), now);
        var projection = request.Document("projection");
        var sort = new SortOrder(request.Document("sort"));
        return new FindResults(
            request.Namespace,
            Plan.Choose(state.Collection(request.Namespace), filter, sort, request.Optional("hint") is BsonDocument { ElementCount: 0 } ? null : request.Optional("hint")),
            projection.ElementCount == 0 ? null : new Projection(projection, now),
            request.Optional("skip")?.ToInt32() ?? 0,
            Math.Abs(request.Optional("limit")?.ToInt32() ?? 0));
    }

    public BsonDocument? Next(NodeState state)
    {
        if (state.Collection(_namespace) is not { } collection)
        {
            return null;
        }

        BsonDocument? found = null;
        do
        {
            found = Full ? null : Found(collection);
        }
        while (found is not null && _skipped++ < _skip);

        Returned += found is null ? 0 : 1;
        return found is null || _projection is null ? found : _projection.Apply(found);
    }

    private BsonDocument? Found(CollectionState collection)
    {
        if (!Plan.Sorts)
        {
            return Scan.Next(collection)?.Document;
        }

        _sorted ??= Plan.Sort.Sort(Scan.All(collection).Select(found => found.Document), document => document).GetEnumerator();
        return _sorted.MoveNext() ? _sorted.Current : null;
    }
}
