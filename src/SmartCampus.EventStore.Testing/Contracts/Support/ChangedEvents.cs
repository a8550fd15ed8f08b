using System.Text.Json.Serialization;

namespace SmartCampus.Events.Testing;

internal sealed record Yesterday(string Name);

internal sealed record Today(string First, string Last);

internal sealed record Forgotten(string Text);

[JsonSerializable(typeof(Yesterday))]
[JsonSerializable(typeof(Today))]
[JsonSerializable(typeof(Forgotten))]
internal sealed partial class ChangedJson : JsonSerializerContext;
