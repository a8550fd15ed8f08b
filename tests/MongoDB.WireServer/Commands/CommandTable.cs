using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>All commands but the handshake.</summary>
internal static class CommandTable
{
    private static readonly Dictionary<string, CommandDefinition> Commands = new()
    {
        ["ping"] = CommandDefinition.Read(_ => []),
        ["buildInfo"] = CommandDefinition.Read(_ => new BsonDocument { { "version", "7.0.0" }, { "versionArray", new BsonArray { 7, 0, 0, 0 } }, { "maxBsonObjectSize", Limits.DocumentSize } }),
        ["endSessions"] = CommandDefinition.Read(_ => []),
        ["find"] = new(FindCommand.RunAsync, false, FindCommand.Options),
        ["getMore"] = new(GetMore.RunAsync, false, "collection", "batchSize"),
        ["killCursors"] = CommandDefinition.Read(GetMore.Kill, "cursors"),
        ["count"] = new(FindCommand.CountAsync, false, "query", "limit", "skip", "hint", "readConcern"),
        ["aggregate"] = new(Aggregate.RunAsync, false, "pipeline", "cursor", "hint", "allowDiskUse", "readConcern"),
        ["explain"] = CommandDefinition.Read(Explain.Run, "verbosity"),
        ["insert"] = CommandDefinition.Write(Insert.Run, "documents", "ordered"),
        ["update"] = CommandDefinition.Write(UpdateCommand.Run, "updates", "ordered"),
        ["delete"] = CommandDefinition.Write(Delete.Run, "deletes", "ordered"),
        ["findAndModify"] = CommandDefinition.Write(FindAndModify.Run, FindAndModify.Options),
        ["create"] = CommandDefinition.Write(Catalog.Create),
        ["drop"] = CommandDefinition.Write(Catalog.Drop),
        ["dropDatabase"] = CommandDefinition.Write(Catalog.DropDatabase),
        ["listCollections"] = CommandDefinition.Read(Catalog.ListCollections, "filter", "nameOnly", "authorizedCollections", "cursor"),
        ["listDatabases"] = CommandDefinition.Read(Catalog.ListDatabases, "nameOnly"),
        ["createIndexes"] = CommandDefinition.Write(IndexCatalog.Create, "indexes"),
        ["dropIndexes"] = CommandDefinition.Write(IndexCatalog.Drop, "index"),
        ["listIndexes"] = CommandDefinition.Read(IndexCatalog.List, "cursor"),
    };

    public static CommandDefinition Get(string name) => Commands.GetValueOrDefault(name) ?? throw Refusal.Of($"the command {name}");
}
