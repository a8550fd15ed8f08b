using System.Text.Json.Serialization;
using SmartCampus.Events;

namespace SmartCampus.Streams.Tests.Durable;

public interface ITestEvent;

public sealed record Noted(int Number) : ITestEvent;

public sealed record Ignored(int Number);

[JsonSerializable(typeof(Noted))]
[JsonSerializable(typeof(Ignored))]
internal sealed partial class TestJson : JsonSerializerContext;

internal static class TestEvents
{
    public static EventSerializer Serializer { get; } = new(new EventTypes().Add("noted", TestJson.Default.Noted).Add("ignored", TestJson.Default.Ignored));
}
