using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>The server's expressions by name.</summary>
internal static class Bson
{
    public static BsonDocument Set(BsonDocument fields) => new("$set", fields);

    public static BsonDocument Set(string field, BsonValue value) => Set(new BsonDocument(field, value));

    public static BsonDocument Literal(BsonValue value) => new("$literal", value);

    public static BsonDocument And(BsonValue one, BsonValue other) => Of("$and", one, other);

    public static BsonDocument Not(BsonValue value) => new("$not", new BsonArray { value });

    public static BsonDocument Eq(BsonValue one, BsonValue other) => Of("$eq", one, other);

    public static BsonDocument Gt(BsonValue one, BsonValue other) => Of("$gt", one, other);

    public static BsonDocument Lt(BsonValue one, BsonValue other) => Of("$lt", one, other);

    public static BsonDocument Lte(BsonValue one, BsonValue other) => Of("$lte", one, other);

    public static BsonDocument In(BsonValue value, BsonValue list) => Of("$in", value, list);

    public static BsonDocument Add(BsonValue one, BsonValue other) => Of("$add", one, other);

    public static BsonDocument Max(BsonValue list) => new("$max", list);

    public static BsonDocument Max(BsonValue one, BsonValue other) => Of("$max", one, other);

    public static BsonDocument Size(BsonValue list) => new("$size", list);

    public static BsonDocument First(BsonValue list) => Of("$arrayElemAt", list, 0);

    public static BsonDocument Last(BsonValue list, int count) => Of("$slice", list, -count);

    public static BsonDocument IfNull(BsonValue one, BsonValue other) => Of("$ifNull", one, other);

    public static BsonDocument Cond(BsonValue isSo, BsonValue then, BsonValue otherwise) => new("$cond", new BsonArray { isSo, then, otherwise });

    public static BsonDocument Concat(BsonValue one, BsonValue other) => Of("$concatArrays", one, other);

    public static BsonDocument Merge(BsonValue one, BsonValue other) => Of("$mergeObjects", one, other);

    public static BsonDocument Let(string name, BsonValue value, BsonValue result) =>
        new("$let", new BsonDocument { { "vars", new BsonDocument(name, value) }, { "in", result } });

    /// <summary>The elements, named <c>$$e</c>, for which something holds.</summary>
    public static BsonDocument Filter(BsonValue list, BsonValue condition) =>
        new("$filter", new BsonDocument { { "input", list }, { "as", "e" }, { "cond", condition } });

    /// <summary>What becomes of each element, named <c>$$e</c>.</summary>
    public static BsonDocument Map(BsonValue list, BsonValue result) => new("$map", new BsonDocument { { "input", list }, { "as", "e" }, { "in", result } });

    private static BsonDocument Of(string name, BsonValue one, BsonValue other) => new(name, new BsonArray { one, other });
}
