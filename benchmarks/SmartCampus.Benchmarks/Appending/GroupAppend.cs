using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>An append that waits for its group.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version that the event is to have.</param>
/// <param name="Json">The event.</param>
/// <param name="At">The event's time in ticks.</param>
/// <param name="Acknowledged">Is told whether the event was stored, when the group is durable.</param>
internal readonly record struct GroupAppend(SectionStream Stream, long Version, byte[] Json, long At, TaskCompletionSource<bool> Acknowledged);
