using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>hello and isMaster: who is primary, in which term, with which limits. With a topology version the answer waits until it is another.</summary>
internal static class Handshake
{
    private const int WireVersionOf70 = 21;

    public static async Task<BsonDocument> RunAsync(Node node, BsonDocument command, string address, int connection, CancellationToken cancellation)
    {
        if (command.TryGetValue("topologyVersion", out var known) && known is BsonDocument && known["processId"] == node.Process)
        {
            var patience = TimeSpan.FromMilliseconds(command["maxAwaitTimeMS"].ToInt64());
            await node.Until(node.Topology, current => current.TopologyVersion != known["counter"].ToInt64(), node.Term, patience, TimeProvider.System, cancellation);
        }

        var state = node.Applied.Sequence;
        var time = new BsonDocument { { "ts", node.ClusterTime(state) }, { "t", (long)node.Term } };
        return new BsonDocument
        {
            { "helloOk", true },
            { "topologyVersion", TopologyVersion(node) },
            { "hosts", new BsonArray { address } },
            { "setName", "rs0" },
            { "setVersion", 1 },
            { command.GetElement(0).Name == "hello" ? "isWritablePrimary" : "ismaster", true },
            { "secondary", false },
            { "primary", address },
            { "me", address },
            { "electionId", ElectionId(node.Term) },
            { "lastWrite", new BsonDocument { { "opTime", time }, { "lastWriteDate", DateTime.UnixEpoch }, { "majorityOpTime", time }, { "majorityWriteDate", DateTime.UnixEpoch } } },
            { "maxBsonObjectSize", Limits.DocumentSize },
            { "maxMessageSizeBytes", Limits.MessageSize },
            { "maxWriteBatchSize", Limits.WriteBatch },
            { "localTime", node.Now },
            { "logicalSessionTimeoutMinutes", 30 },
            { "connectionId", connection },
            { "minWireVersion", 0 },
            { "maxWireVersion", WireVersionOf70 },
            { "readOnly", false },
            { "ok", 1.0 },
        };
    }

    public static BsonDocument TopologyVersion(Node node) => new() { { "processId", node.Process }, { "counter", node.TopologyVersion } };

    private static ObjectId ElectionId(int term) => ObjectId.Parse($"7fffffff{term:x16}");
}
