namespace SmartCampus.Streams;

/// <summary>Events were asked for that the history no longer keeps, or a reader was overtaken by it. Nothing was skipped in silence.</summary>
public sealed class HistoryNotKeptException(string stream, string requested, long oldestKept)
    : EventStreamException(stream, $"The event stream '{stream}' was asked for {requested}, and keeps events from position {oldestKept} on. Keep more (EventStreamOptions.HistorySize) or begin later (StartAt.OldestKept).")
{
    /// <summary>The lowest position that can be asked for; one above the last event when nothing is kept.</summary>
    public long OldestKept { get; } = oldestKept;
}
