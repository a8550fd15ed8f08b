namespace SmartCampus.MongoWire;

/// <summary>Whether the majority of the replica set follows.</summary>
/// <threadsafety>All members may be used at any time.</threadsafety>
public sealed class ReplicationControl
{
    private readonly Node _node;

    internal ReplicationControl(Node node) => _node = node;

    /// <summary>
    /// From here on writes are applied, but no majority has them: majority reads and change streams do not show them, <c>w: majority</c> waits
    /// until its time-out, linearizable reads wait until <c>maxTimeMS</c>, and <see cref="MongoWireServer.StepDown"/> undoes them.
    /// </summary>
    public void Hold() => _node.Hold();

    /// <summary>The majority has caught up and follows again.</summary>
    public void Release() => _node.Release();
}
