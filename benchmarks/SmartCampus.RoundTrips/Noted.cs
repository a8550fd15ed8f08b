using System.Text.Json.Serialization;

namespace SmartCampus.RoundTrips;

/// <summary>An event of some 200 bytes.</summary>
internal sealed record Noted(long Number, string Text)
{
    public static Noted Sample(long number) => new(number, new string('x', 170));
}

[JsonSerializable(typeof(Noted))]
internal sealed partial class TripJson : JsonSerializerContext;
