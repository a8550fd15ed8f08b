using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A change stream: what a majority has, in order, from a place in the operation log on. A getMore waits for news.</summary>
internal sealed class ChangeCursor : Cursor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> _stages;
    private readonly string? _database;
    private readonly string? _collection;
    private readonly bool _lookUp;
    private long _after;
    private int _next;

    private ChangeCursor(Request request, BsonDocument options, Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> stages, long after)
        : base($"{request.Database}.{request.Collection ?? "$cmd.aggregate"}")
    {
        _database = options.GetValue("allChangesForCluster", false) == true ? null : request.Database;
        _collection = request.Collection;
        _lookUp = options.GetValue("fullDocument", "default") == "updateLookup";
        _stages = stages;
        _after = after;
    }

    public override BsonDocument Token => ResumeToken.Of(_after);

    public static bool Asked(BsonDocument aggregate) =>
        aggregate.GetValue("pipeline", null) is BsonArray { Count: > 0 } stages && stages[0].AsBsonDocument.Contains("$changeStream");

    public static ChangeCursor Open(Request request, BsonDocument options, Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> stages, Node node)
    {
        Request.Only(options, "$changeStream", "fullDocument", "resumeAfter", "startAfter", "startAtOperationTime", "allChangesForCluster");
        if (options.GetValue("fullDocument", "default") is var full && full != "default" && full != "updateLookup")
        {
            throw Refusal.Of($"a change stream with fullDocument {full}");
        }

        var token = options.GetValue("resumeAfter", null) ?? options.GetValue("startAfter", null);
        var after = token is not null ? ResumeToken.Sequence(token)
            : options.TryGetValue("startAtOperationTime", out var time) ? node.Sequence(time.AsBsonTimestamp) - 1
            : node.Applied.Sequence;
        return new ChangeCursor(request, options, stages, after);
    }

    public override async Task<BsonArray> BatchAsync(int size, TimeSpan? wait, CommandContext context)
    {
        var opening = context.Request.Name == "aggregate";
        var batch = new BsonArray();
        if (size == 0)
        {
            return batch;
        }

        await context.Until(node => Read(node.Committed, batch, size) || opening, wait ?? Patience);
        return batch;
    }

    /// <summary>What is committed never goes away, so its changes keep their places.</summary>
    private bool Read(NodeState state, BsonArray batch, int size)
    {
        for (; _next < state.Changes.Count && batch.Count < size && !Ended; _next++)
        {
            var change = state.Changes[_next];
            if (change.Sequence <= _after)
            {
                continue;
            }

            _after = change.Sequence;
            if ((_database ?? change.Database) == change.Database && (_collection is null || change.Collection is null || change.Collection == _collection))
            {
                Tell(change, state, batch);
            }
        }

        _after = _next == state.Changes.Count ? Math.Max(_after, state.Sequence) : _after;
        return batch.Count > 0 || Ended;
    }

    private void Tell(ChangeEvent change, NodeState state, BsonArray batch)
    {
        var told = new BsonDocument("_id", ResumeToken.Of(change.Sequence)).AddRange(change.Body);
        if (_lookUp && told["operationType"] == "update")
        {
            var collection = state.Collection($"{change.Database}.{change.Collection}");
            told.Add("fullDocument", collection?.Find(told["documentKey"]["_id"]) is { } record ? collection.Records[record] : BsonNull.Value);
        }

        batch.AddRange(_stages([told]).Select(result => result.GetValue("_id", null) == told["_id"]
            ? result
            : throw new CommandException(280, "ChangeStreamFatalError", "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline")));
        if (Invalidates(told["operationType"].AsString))
        {
            Ended = true;
            batch.Add(new BsonDocument { { "_id", ResumeToken.Of(change.Sequence) }, { "operationType", "invalidate" }, { "clusterTime", told["clusterTime"] } });
        }
    }

    private bool Invalidates(string type) => _database is not null && type == (_collection is null ? "dropDatabase" : "drop");
}
