using System.Text.Json.Serialization;

namespace SmartCampus.Events.Testing;

/// <summary>What an event was in the first version of a program; <see cref="SecondName"/> and <see cref="ThirdName"/> followed.</summary>
internal sealed record FirstName(string Name);

internal sealed record SecondName(string Whole);

internal sealed record ThirdName(string First, string Last);

internal sealed record Forgotten(string Text);

[JsonSerializable(typeof(FirstName))]
[JsonSerializable(typeof(SecondName))]
[JsonSerializable(typeof(ThirdName))]
[JsonSerializable(typeof(Forgotten))]
internal sealed partial class ChangedJson : JsonSerializerContext;
