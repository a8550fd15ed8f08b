namespace SmartCampus.Events;

/// <summary>A part of a stream, read at one moment.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Status">Whether the stream is missing, active, deleted or tombstoned.</param>
/// <param name="Head">The version of the stream's last event, 0 when nothing was ever written.</param>
/// <param name="First">The lowest version that can still be read; 0 when there is none.</param>
/// <param name="Events">The events in the order asked for; empty when none is in the range.</param>
/// <param name="Next">The version with which the next page begins, or null when this page reaches the end in its direction.</param>
public sealed record StreamPage(
    StreamId Stream, StreamStatus Status, StreamVersion Head, StreamVersion First, IReadOnlyList<EventEnvelope> Events, StreamVersion? Next)
{
    /// <summary>Whether this page reached the end of the stream in its direction, as it was when the page was read.</summary>
    public bool IsEnd => Next is null;
}
