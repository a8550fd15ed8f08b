using System.Text.Json;
using SmartCampus.Events;

namespace SmartCampus.Host.Wire;

/// <summary>A stored event.</summary>
/// <param name="Position">Its place in the order of the whole store; gaps are normal.</param>
/// <param name="Stream">The stream that holds it.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">The stored type name.</param>
/// <param name="SchemaVersion">The version of the type's schema.</param>
/// <param name="CommitId">The append that stored it; events with the same one were stored together.</param>
/// <param name="RecordedAt">When it was stored, in UTC.</param>
/// <param name="Data">The event as stored.</param>
internal sealed record EventDto(
    long Position, string Stream, long Version, string Type, int SchemaVersion, Guid CommitId, DateTimeOffset RecordedAt, JsonElement Data)
{
    public static EventDto From(EventEnvelope envelope) => new(
        envelope.Position.Value, envelope.Stream.Value, envelope.Version.Value, envelope.EventType, envelope.SchemaVersion,
        envelope.CommitId.Value, envelope.RecordedAt, JsonElement.Parse(envelope.Data.Span));
}
