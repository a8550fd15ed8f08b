using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The results of a query. Each batch reads what is there at its time, and stops before 16 MB.</summary>
/// <param name="namespace">Database and collection.</param>
/// <param name="concern">Which state the query reads.</param>
/// <param name="next">The next result in the state; null when there is none.</param>
/// <param name="ended">Whether the query has given all that it may.</param>
internal sealed class QueryCursor(string @namespace, ReadConcern concern, Func<NodeState, BsonDocument?> next, Func<bool> ended) : Cursor(@namespace)
{
    private BsonDocument? _leftOver;

    public static QueryCursor Of(string @namespace, IEnumerable<BsonDocument> documents)
    {
        var results = documents.GetEnumerator();
        return new QueryCursor(@namespace, ReadConcern.Local, _ => results.MoveNext() ? results.Current : null, () => false);
    }

    public override Task<BsonArray> BatchAsync(int size, TimeSpan? wait, CommandContext context)
    {
        var state = concern.View(context);
        var batch = new BsonArray();
        for (var bytes = 0; batch.Count < size && !Ended;)
        {
            var document = _leftOver ?? next(state);
            _leftOver = null;
            if (document is null)
            {
                Ended = true;
                break;
            }

            bytes += Bson.Size(document);
            if (bytes > Limits.DocumentSize && batch.Count > 0)
            {
                _leftOver = document;
                return Task.FromResult(batch);
            }

            batch.Add(document);
            Ended = ended();
        }

        return Task.FromResult(batch);
    }
}
