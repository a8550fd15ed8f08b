namespace SmartCampus.Events;

/// <summary>An event as the log takes it, made on the caller's thread.</summary>
/// <param name="Event">The serialized event.</param>
/// <param name="Type">The type's name in UTF-8.</param>
/// <param name="Content">What <see cref="Checksums.WriteContent"/> gave.</param>
internal readonly record struct EncodedEvent(SerializedEvent Event, byte[] Type, ReadOnlyMemory<byte> Content);
