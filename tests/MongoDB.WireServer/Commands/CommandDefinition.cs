using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A command that the stand-in implements.</summary>
/// <param name="Run">What it does; its answer without <c>ok</c>.</param>
/// <param name="Writes">Whether it takes a write concern.</param>
/// <param name="Options">Its options besides those of every command.</param>
internal sealed record CommandDefinition(Func<CommandContext, Task<BsonDocument>> Run, bool Writes, params string[] Options)
{
    public static CommandDefinition Read(Func<CommandContext, BsonDocument> run, params string[] options) => new(context => Task.FromResult(run(context)), false, options);

    public static CommandDefinition Write(Func<CommandContext, BsonDocument> run, params string[] options) => new(context => Task.FromResult(run(context)), true, options);
}
