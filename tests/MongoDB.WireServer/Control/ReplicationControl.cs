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

    /// <summary>The majority gets the next writes, and no more: a command that writes many documents may so survive a step-down in part.</summary>
    /// <param name="writes">How many entries of the operation log: one per document, and one for making a collection.</param>
    public void Advance(int writes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(writes);
        _node.Advance(writes);
    }

    /// <summary>Makes what a majority has now the knowledge of a former primary, for <see cref="Fault.StaleRead"/>.</summary>
    public void Mark() => _node.Mark();

    /// <summary>The majority has caught up and follows again.</summary>
    public void Release() => _node.Release();
}
