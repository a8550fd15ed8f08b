using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>How many must have a write before its answer. Without one a write waits for the majority, the server's default since 5.0.</summary>
internal sealed class WriteConcern
{
    private readonly BsonDocument _source;
    private readonly BsonValue _nodes;
    private readonly TimeSpan? _patience;

    private WriteConcern(BsonDocument source)
    {
        Request.Only(source, "writeConcern", "w", "j", "wtimeout", "fsync");
        _source = source;
        _nodes = source.GetValue("w", "majority");
        _patience = source.TryGetValue("wtimeout", out var time) && time.ToInt64() > 0 ? TimeSpan.FromMilliseconds(time.ToInt64()) : null;
        if (_nodes != "majority" && !_nodes.IsNumeric)
        {
            throw Refusal.Of($"the write concern {_nodes}");
        }
    }

    public static WriteConcern Of(BsonDocument command) => new(command.TryGetValue("writeConcern", out var source) ? source.AsBsonDocument : []);

    /// <returns>The write concern error, or null when it is satisfied.</returns>
    public async Task<BsonDocument?> WaitAsync(CommandContext context, bool expired)
    {
        if (_nodes.IsNumeric && _nodes.ToInt32() > 1)
        {
            return new BsonDocument { { "code", 100 }, { "codeName", "UnsatisfiableWriteConcern" }, { "errmsg", "Not enough data-bearing nodes" } };
        }

        // What a command has only read must be as durable as what it has written: hence everything up to now.
        var sequence = context.Node.Applied.Sequence;
        if (!expired && (_nodes.IsNumeric || await context.Until(node => node.Committed.Sequence >= sequence, _patience)))
        {
            return null;
        }

        return new BsonDocument
        {
            { "code", 64 },
            { "codeName", "WriteConcernFailed" },
            { "errmsg", "waiting for replication timed out" },
            { "errInfo", new BsonDocument { { "wtimeout", true }, { "writeConcern", _source } } },
        };
    }
}
