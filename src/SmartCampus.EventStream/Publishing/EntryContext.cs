using System.Diagnostics;

namespace SmartCampus.Streams;

/// <summary>What some publications carry: what the publisher was doing, and who waits for the handlers.</summary>
internal sealed record EntryContext(Activity? Publisher, PendingDeliveries? Awaited);
