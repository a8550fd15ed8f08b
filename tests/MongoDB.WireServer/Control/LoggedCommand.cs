using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One command that reached the server.</summary>
public sealed class LoggedCommand
{
    internal LoggedCommand(string name, string? collection, int bytesIn) => (Name, Collection, BytesIn) = (name, collection, bytesIn);

    /// <summary>The command's name, such as <c>insert</c>.</summary>
    public string Name { get; }

    /// <summary>The collection that it is for; null when it is for none.</summary>
    public string? Collection { get; }

    /// <summary>Bytes of the request with its headers.</summary>
    public int BytesIn { get; }

    /// <summary>Bytes of the answer with its headers; 0 until it is sent, and for good when the connection was dropped.</summary>
    public int BytesOut { get; internal set; }

    /// <summary>What a find asked for, so that it can be explained; null for other commands.</summary>
    public BsonDocument? Find { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Collection} ({BytesIn} in, {BytesOut} out)";
}
