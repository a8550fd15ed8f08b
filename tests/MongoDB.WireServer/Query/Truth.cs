using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What the server takes for true: all but missing, null, undefined, false and zero.</summary>
internal static class Truth
{
    public static bool Of(BsonValue? value) => value switch
    {
        null or BsonNull or BsonUndefined => false,
        BsonBoolean boolean => boolean.Value,
        { IsNumeric: true } => value.ToDouble() != 0,
        _ => true,
    };
}
