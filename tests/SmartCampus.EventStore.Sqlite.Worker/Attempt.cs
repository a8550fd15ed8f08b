namespace SmartCampus.Events.Worker;

/// <summary>An append that a client has tried.</summary>
/// <param name="Request">What it was.</param>
/// <param name="After">A position that was acknowledged before it began, so that its own are higher (ES6).</param>
public sealed record Attempt(AppendRequest Request, long After)
{
    /// <summary>What was answered; null when the process ended before it said so.</summary>
    public AppendResult? Result { get; set; }

    /// <summary>Whether it was answered that nothing is stored.</summary>
    public bool IsRefused { get; set; }

    internal AppendResult Read(long position, string versions)
    {
        var streams = versions.Split(',').Select((range, i) =>
        {
            var at = range.IndexOf('-', StringComparison.Ordinal);
            return new StreamAppendResult(Request.Streams[i].Stream, Ledger.Number(range[..at]), Ledger.Number(range[(at + 1)..]));
        });
        return new AppendResult(Request.CommitId, new GlobalPosition(position), [.. streams], false);
    }
}
