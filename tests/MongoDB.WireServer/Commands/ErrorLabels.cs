using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Labels that tell a driver what it may do about an error. Drivers do not look at codes where a server sets labels (from 4.4 on).</summary>
internal static class ErrorLabels
{
    // "Retryable" of the server's error codes; a write concern time-out (64) is none of them.
    private static readonly HashSet<int> Retryable = [6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];

    private static readonly HashSet<int> StateChanges = [91, 189, 10107, 11600, 11602, 13435, 13436];

    public static bool IsStateChange(BsonDocument reply) => reply.TryGetValue("code", out var code) && StateChanges.Contains(code.ToInt32());

    public static void Add(BsonDocument reply, CommandContext context)
    {
        var code = reply.TryGetValue("code", out var own) ? own
            : reply.TryGetValue("writeConcernError", out var error) ? error["code"] : BsonNull.Value;
        if (!code.IsNumeric || !Retryable.Contains(code.ToInt32()))
        {
            return;
        }

        if (context.Request.Transaction is not null)
        {
            reply["errorLabels"] = new BsonArray { "RetryableWriteError" };
        }
        else if (context.Cursors.IsChangeStream(context.Request))
        {
            reply["errorLabels"] = new BsonArray { "ResumableChangeStreamError" };
        }
    }
}
