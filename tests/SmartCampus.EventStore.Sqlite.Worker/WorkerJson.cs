using System.Text.Json.Serialization;

namespace SmartCampus.Events.Worker;

/// <summary>How the tests' events are written.</summary>
[JsonSerializable(typeof(SeatTaken))]
[JsonSerializable(typeof(SeatFreed))]
public sealed partial class WorkerJson : JsonSerializerContext;
