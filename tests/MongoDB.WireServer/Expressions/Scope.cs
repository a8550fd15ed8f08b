using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What an aggregation expression can name: the document and variables.</summary>
internal sealed record Scope(ImmutableDictionary<string, BsonValue?> Variables)
{
    private static readonly ImmutableDictionary<string, BsonValue?> None = ImmutableDictionary.Create<string, BsonValue?>(StringComparer.Ordinal);

    public static Scope Of(BsonDocument document, DateTime now) =>
        new(None.Add("ROOT", document).Add("CURRENT", document).Add("NOW", new BsonDateTime(now)));

    public Scope With(string name, BsonValue? value) => new(Variables.SetItem(name, value));

    public BsonValue? Read(string name) => Variables.TryGetValue(name, out var value)
        ? value
        : throw new CommandException(17276, "Location17276", $"Use of undefined variable: {name}");
}
