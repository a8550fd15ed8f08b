namespace SmartCampus.Streams;

/// <summary>How a stream has stopped.</summary>
/// <param name="Left">The subscriptions that had events left; empty when everything that was accepted has been handled or given up by its policy.</param>
public sealed record StopReport(IReadOnlyList<LeftEvents> Left)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsDrained => Left.Count == 0;
}
