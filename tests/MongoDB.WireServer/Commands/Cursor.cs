using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Results that a client fetches batch by batch.</summary>
internal abstract class Cursor(string @namespace)
{
    public string Namespace { get; } = @namespace;

    /// <summary>Whether there is nothing more.</summary>
    public bool Ended { get; protected set; }

    /// <summary>From where a change stream can go on after this batch.</summary>
    public virtual BsonDocument? Token => null;

    public abstract Task<BsonArray> BatchAsync(int size, TimeSpan? wait, CommandContext context);
}
