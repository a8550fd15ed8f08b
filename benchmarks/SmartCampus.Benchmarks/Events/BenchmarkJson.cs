using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Benchmarks.Events;

/// <summary>The JSON of the events, the same for every system, and of the snapshots.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SeatTaken))]
[JsonSerializable(typeof(SeatCount))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
