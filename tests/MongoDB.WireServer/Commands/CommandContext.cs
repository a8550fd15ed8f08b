using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What a command works with.</summary>
/// <param name="Term">The term in which it came: in another one it has no effect any more.</param>
internal sealed record CommandContext(Node Node, Request Request, CursorStore Cursors, WireServerOptions Options, int Term, CancellationToken Cancellation)
{
    /// <summary>Whether a write command applies only the first half of its statements.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether a write command's first statement is refused.</summary>
    public bool FirstRefused { get; init; }

    /// <summary>What a former primary would read; null when the primary answers.</summary>
    public NodeState? Former { get; init; }

    public DateTime Now => Node.Now;

    public T Write<T>(Func<Mutation, T> write) => Node.Write(Term, write);

    public BsonDocument Write(Func<Mutation, BsonDocument> write) => Write<BsonDocument>(write);

    public Task<bool> Until(Func<Node, bool> condition, TimeSpan? patience) =>
        Node.Until(Node.Data, condition, Term, patience ?? Timeout.InfiniteTimeSpan, Options.Waits, Cancellation);
}
