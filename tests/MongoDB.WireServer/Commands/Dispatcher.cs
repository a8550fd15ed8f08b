using System.Collections.Concurrent;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Takes a command from its bytes to its answer: faults, the command itself, write concern, labels and times.</summary>
internal sealed class Dispatcher(Node node, WireServerOptions options, string address, FaultPlan faults, CommandLog log)
{
    private readonly ConcurrentQueue<string> _refused = new();

    public CursorStore Cursors { get; } = new();

    public IReadOnlyCollection<string> Refused => _refused;

    public async Task<(BsonDocument Reply, LoggedCommand? Logged)> RunAsync(WireMessage message, int connection, CancellationToken cancellation)
    {
        var request = new Request(message.Command);
        if (request.Name is "hello" or "isMaster" or "ismaster")
        {
            var hello = await Handshake.RunAsync(node, request.Body, address, connection, cancellation);
            options.Hello(hello);
            return (hello, null);
        }

        var logged = new LoggedCommand(request.Name, request.Collection, message.Bytes) { Find = request.Name == "find" ? request.Body : null };
        if (options.KeepsLog) log.Add(logged);
        var context = new CommandContext(node, request, Cursors, options, node.Term, cancellation);
        BsonDocument reply;
        try
        {
            reply = message.CommandBytes <= Limits.CommandSize
                ? await WithFaultsAsync(context)
                : throw new CommandException(10334, "BSONObjectTooLarge", $"BSONObj size: {message.CommandBytes} is invalid. Size must be between 0 and {Limits.CommandSize}");
        }
        catch (CommandException failed)
        {
            Record(failed);
            reply = failed.Reply();
        }
        catch (Exception failed) when (failed is not (ConnectionDroppedException or OperationCanceledException))
        {
            _refused.Enqueue($"{request.Name}: {failed}");
            reply = new CommandException(1, "InternalError", failed.Message).Reply();
        }

        ErrorLabels.Add(reply, context);
        if (ErrorLabels.IsStateChange(reply))
        {
            // A driver that is told so forgets the server until the next handshake, which waits for this.
            node.BumpTopology();
            reply["topologyVersion"] = Handshake.TopologyVersion(node);
        }

        return (Stamp(reply, request), logged);
    }

    private async Task<BsonDocument> WithFaultsAsync(CommandContext context)
    {
        var request = context.Request;
        var definition = CommandTable.Get(request.Name);
        request.Only(definition);
        var concern = definition.Writes ? WriteConcern.Of(request.Body) : null;
        if (faults.TakeHold(request.Name, request.Collection) is { } gate)
        {
            await gate.PassAsync(context.Cancellation);
        }

        var fault = faults.Take(request.Name, request.Collection);
        switch (fault)
        {
            case Fault.DropBeforeApplying:
                throw new ConnectionDroppedException();
            case Fault.NotWritablePrimary:
                throw new CommandException(10107, "NotWritablePrimary", "not primary");
            case Fault.ShutdownInProgress:
                throw new CommandException(91, "ShutdownInProgress", "The server is in quiesce mode and will shut down");
            case Fault.DiskFull:
                throw new CommandException(14031, "OutOfDiskSpace", "available disk space is less than required minimum");
        }

        var reply = await RunAsync(context with { Interrupted = fault == Fault.InterruptedMidway, FirstRefused = fault == Fault.StatementRefused, Former = fault == Fault.StaleRead ? node.Former : null }, definition);
        switch (fault)
        {
            case Fault.DropAfterApplying:
                throw new ConnectionDroppedException();
            case Fault.InterruptedMidway:
                throw new CommandException(11602, "InterruptedDueToReplStateChange", "operation was interrupted");
        }

        if (concern is not null && await concern.WaitAsync(context, expired: fault == Fault.WriteConcernTimeout) is { } error)
        {
            reply["writeConcernError"] = error;
        }

        return reply;
    }

    /// <summary>A failed write waits for its write concern too: what it has read, or written before it failed, is then durable.</summary>
    private async Task<BsonDocument> RunAsync(CommandContext context, CommandDefinition definition)
    {
        try
        {
            var reply = await definition.Run(context);
            return reply.Add("ok", 1.0);
        }
        catch (CommandException failed)
        {
            Record(failed);
            return failed.Reply();
        }
    }

    private void Record(CommandException failed)
    {
        if (failed is Refusal refusal)
        {
            _refused.Enqueue(refusal.What);
        }
    }

    /// <summary>The times that sessions with causal consistency go by: a majority read has seen no more than what is committed.</summary>
    private BsonDocument Stamp(BsonDocument reply, Request request)
    {
        var signature = new BsonDocument { { "hash", new BsonBinaryData(new byte[20]) }, { "keyId", 0L } };
        var now = new BsonDocument { { "clusterTime", node.ClusterTime(node.Applied.Sequence) }, { "signature", signature } };
        var seen = (ReadConcern.IsMajority(request.Body) ? node.Committed : node.Applied).Sequence;
        return reply.Add("$clusterTime", now).Add("operationTime", node.ClusterTime(seen));
    }
}
