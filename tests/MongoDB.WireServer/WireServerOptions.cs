using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What a test chooses of the stand-in.</summary>
public sealed class WireServerOptions
{
    /// <value>The clock behind <c>$$NOW</c> and the times of change events. Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <value>The clock of <c>wtimeout</c>, <c>maxTimeMS</c> and the wait for new results. Default: the system's, because the driver's own time-outs follow it too.</value>
    public TimeProvider Waits { get; init; } = TimeProvider.System;

    /// <value>Changes the answer to hello, for servers that a client must refuse. Default: nothing.</value>
    public Action<BsonDocument> Hello { get; init; } = _ => { };

    /// <value>Whether commands are logged. Default: true; a server that runs for long does without.</value>
    public bool KeepsLog { get; init; } = true;

    /// <value>The TCP port on 127.0.0.1; 0 for a free one, the default.</value>
    public int Port { get; init; }
}
