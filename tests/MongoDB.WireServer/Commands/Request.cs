using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One command with what every command can carry.</summary>
internal sealed class Request
{
    private static readonly HashSet<string> Generic =
        ["$db", "lsid", "$clusterTime", "$readPreference", "txnNumber", "maxTimeMS", "comment"];

    public Request(BsonDocument body)
    {
        Body = body;
        Name = body.GetElement(0).Name;
        Database = body["$db"].AsString;
        var named = Name == "getMore" ? body.GetValue("collection", null) : body[0];
        Collection = named is BsonString text ? text.Value : null;
    }

    public BsonDocument Body { get; }

    public string Name { get; }

    public string Database { get; }

    public string? Collection { get; }

    /// <summary>Database and collection; the server's error for a command that needs a collection and has none.</summary>
    public string Namespace => Collection is { Length: > 0 }
        ? $"{Database}.{Collection}"
        : throw new CommandException(73, "InvalidNamespace", $"Invalid namespace specified '{Database}.'");

    public BsonValue? Session => Body.TryGetValue("lsid", out var session) ? session["id"] : null;

    public long? Transaction => Body.TryGetValue("txnNumber", out var number) ? number.ToInt64() : null;

    public TimeSpan? MaxTime => Body.TryGetValue("maxTimeMS", out var time) && time.ToInt64() > 0 ? TimeSpan.FromMilliseconds(time.ToInt64()) : null;

    public BsonValue? Optional(string name) => Body.TryGetValue(name, out var value) && value is not BsonNull ? value : null;

    public BsonDocument Document(string name) => Optional(name)?.AsBsonDocument ?? [];

    public bool Flag(string name, bool otherwise = false) => Optional(name) is { } value ? Truth.Of(value) : otherwise;

    /// <summary>Refuses fields of a document that are not among those known.</summary>
    public static void Only(BsonDocument document, string where, params ReadOnlySpan<string> known)
    {
        foreach (var name in document.Names)
        {
            if (!known.Contains(name))
            {
                throw Refusal.Of($"the option {name} of {where}");
            }
        }
    }

    public void Only(CommandDefinition definition)
    {
        foreach (var name in Body.Names.Skip(1))
        {
            if (!Generic.Contains(name) && !definition.Options.Contains(name) && !(name == "writeConcern" && definition.Writes))
            {
                throw Refusal.Of($"the option {name} of {Name}");
            }
        }
    }
}
