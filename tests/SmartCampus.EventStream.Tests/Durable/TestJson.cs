using System.Text.Json.Serialization;

namespace SmartCampus.Streams.Tests.Durable;

[JsonSerializable(typeof(Noted))]
[JsonSerializable(typeof(Ignored))]
internal sealed partial class TestJson : JsonSerializerContext;
