namespace SmartCampus.Events;

/// <summary>A part of the whole store, read at one moment.</summary>
/// <param name="Events">The events that passed the filter, in the order asked for.</param>
/// <param name="Next">
/// The last position that was scanned, events that were filtered out included: the checkpoint to save, and the
/// <see cref="AllReadOptions.After"/> of the next page. Never past what was not scanned.
/// </param>
/// <param name="IsEnd">Whether nothing more was there, in the direction asked for, when the page was read.</param>
public sealed record AllPage(IReadOnlyList<EventEnvelope> Events, GlobalPosition Next, bool IsEnd);
