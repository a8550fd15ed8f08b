using System.Text.Json.Serialization;

namespace SmartCampus.Locking.Worker;

/// <summary>How the tests' events are written.</summary>
[JsonSerializable(typeof(SeatTaken))]
public sealed partial class WorkerJson : JsonSerializerContext;
