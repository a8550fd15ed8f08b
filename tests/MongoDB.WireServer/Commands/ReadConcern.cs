using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Which writes a read may show.</summary>
internal sealed class ReadConcern
{
    public static readonly ReadConcern Local = new([]);

    private readonly string _level;
    private readonly BsonTimestamp? _after;

    private ReadConcern(BsonDocument source)
    {
        Request.Only(source, "readConcern", "level", "afterClusterTime");
        _level = source.GetValue("level", "local").AsString;
        _after = source.GetValue("afterClusterTime", null) as BsonTimestamp;
        if (_level is not ("local" or "available" or "majority" or "linearizable"))
        {
            throw Refusal.Of($"the read concern {_level}");
        }
    }

    public static bool IsMajority(BsonDocument command) => command.TryGetValue("readConcern", out var source) && source is BsonDocument concern && concern.GetValue("level", "") == "majority";

    public static ReadConcern Of(BsonDocument command) => new(command.TryGetValue("readConcern", out var source) ? source.AsBsonDocument : []);

    public NodeState View(CommandContext context) => context.Former ?? Current(context.Node);

    /// <summary>A reader that has seen a time waits until the node has it.</summary>
    public async Task BeforeAsync(CommandContext context)
    {
        if (_after is not null && !await context.Until(node => Current(node).Sequence >= node.Sequence(_after), context.Request.MaxTime))
        {
            throw CommandException.TimeExpired();
        }
    }

    /// <summary>A linearizable read proves after reading that the node still is the primary: a majority must have an entry that it writes then.</summary>
    public async Task AfterAsync(CommandContext context)
    {
        if (_level != "linearizable")
        {
            return;
        }

        if (context.Former is not null)
        {
            throw new CommandException(11602, "InterruptedDueToReplStateChange", "operation was interrupted");
        }

        var sequence = context.Write(mutation => mutation.Note());
        if (!await context.Until(node => node.Committed.Sequence >= sequence, context.Request.MaxTime))
        {
            throw CommandException.TimeExpired();
        }
    }

    private NodeState Current(Node node) => _level == "majority" ? node.Committed : node.Applied;
}
