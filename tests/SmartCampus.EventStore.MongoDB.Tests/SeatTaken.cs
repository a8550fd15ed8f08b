using System.Text.Json.Serialization;

namespace SmartCampus.Events.Tests;

internal sealed record SeatTaken(string Student, int Seat);

[JsonSerializable(typeof(SeatTaken))]
internal sealed partial class SeatJson : JsonSerializerContext;
