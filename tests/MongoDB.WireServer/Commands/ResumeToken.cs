using System.Globalization;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A place in the operation log as change streams give it out: opaque to clients, and it sorts as the changes do.</summary>
internal static class ResumeToken
{
    public static BsonDocument Of(long sequence) => new("_data", $"82{sequence:X16}");

    public static long Sequence(BsonValue token) =>
        token is BsonDocument document && document.GetValue("_data", null) is BsonString { Value.Length: 18 } data
            && long.TryParse(data.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new CommandException(260, "InvalidResumeToken", "Bad resume token");
}
