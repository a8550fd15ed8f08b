namespace SmartCampus.RegistrationDay.Requests;

/// <summary>What became of a request for a course.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ClassIds">The classes that the student has, or waits for; none when refused.</param>
/// <param name="Reasons">The codes of the reasons against it, each once.</param>
public sealed record RequestOutcome(OutcomeKind Kind, IReadOnlyList<int> ClassIds, IReadOnlyList<string> Reasons)
{
    /// <summary>What the client had to bear.</summary>
    public Setbacks Setbacks { get; init; }

    /// <summary>Whether the client found it settled when it looked.</summary>
    public bool WasThere { get; init; }

    /// <summary>Whether an earlier run had settled it.</summary>
    public bool IsOfEarlierRun => WasThere && Setbacks.Count == 0;

    /// <summary>Whether a call had settled it whose answer was lost.</summary>
    public bool IsOfLostAnswer => WasThere && Setbacks.Count > 0;
}
