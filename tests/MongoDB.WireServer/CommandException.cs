using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A command fails as a whole: <c>ok: 0</c> with a code, a name and a message.</summary>
internal class CommandException(int code, string codeName, string message) : Exception(message)
{
    public int Code { get; } = code;

    public string CodeName { get; } = codeName;

    /// <summary>What the server adds to the answer, such as the key of a duplicate.</summary>
    public BsonDocument? Extra { get; init; }

    public static CommandException BadValue(string message) => new(2, "BadValue", message);

    public static CommandException FailedToParse(string message) => new(9, "FailedToParse", message);

    public static CommandException TypeMismatch(string message) => new(14, "TypeMismatch", message);

    public static CommandException NamespaceNotFound(string message) => new(26, "NamespaceNotFound", message);

    public static CommandException TimeExpired() => new(50, "MaxTimeMSExpired", "operation exceeded time limit");

    public static CommandException CursorNotFound(long id) => new(43, "CursorNotFound", $"cursor id {id} not found");

    public BsonDocument Reply()
    {
        var reply = new BsonDocument { { "ok", 0.0 }, { "errmsg", Message }, { "code", Code }, { "codeName", CodeName } };
        return Extra is null ? reply : reply.Merge(Extra);
    }
}
