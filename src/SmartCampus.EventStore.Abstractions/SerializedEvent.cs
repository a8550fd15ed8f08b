namespace SmartCampus.Events;

/// <summary>An event as stores keep it.</summary>
/// <param name="EventType">The registered type name, 1 to 200 characters; never a CLR name.</param>
/// <param name="SchemaVersion">The version of the type's schema that <paramref name="Data"/> has; 1 or more.</param>
/// <param name="Data">The event's bytes (JSON in UTF-8).</param>
/// <param name="Metadata">The metadata's bytes, empty for <see cref="EventMetadata.Empty"/>.</param>
public readonly record struct SerializedEvent(string EventType, int SchemaVersion, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Metadata);
