namespace SmartCampus.Events;

/// <summary>One stream's part of an append as the log takes it.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">Its name in UTF-8.</param>
/// <param name="Expected">What is expected of it.</param>
/// <param name="Token">The fencing token, 0 for none.</param>
/// <param name="Events">The events.</param>
internal sealed record EncodedStream(StreamId Id, byte[] Name, ExpectedVersion Expected, long Token, EncodedEvent[] Events);
