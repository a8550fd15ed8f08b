using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>What a run adds up to.</summary>
public sealed class Tally
{
    private readonly TimeSpan[] _latencies;

    /// <summary>Adds up.</summary>
    /// <param name="outcomes">One entry per request.</param>
    /// <param name="elapsed">How long all of it took.</param>
    public Tally(IReadOnlyList<(RequestOutcome Outcome, TimeSpan Latency)> outcomes, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Outcomes = [.. outcomes.Select(o => o.Outcome)];
        Elapsed = elapsed;
        _latencies = [.. outcomes.Select(o => o.Latency).Order()];
    }

    /// <summary>One per request, in the order of the requests.</summary>
    public IReadOnlyList<RequestOutcome> Outcomes { get; }

    /// <summary>How long all of it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Requests settled per second.</summary>
    public double PerSecond => Outcomes.Count / Elapsed.TotalSeconds;

    /// <summary>What the clients had to bear, all together.</summary>
    public Setbacks Setbacks => Outcomes.Aggregate(new Setbacks(), (sum, outcome) => sum + outcome.Setbacks);

    /// <summary>The refused requests by reason; one with several reasons counts under each.</summary>
    public IEnumerable<(string Reason, int Count)> RefusedByReason => Outcomes
        .Where(o => o.Kind == OutcomeKind.Refused)
        .SelectMany(o => o.Reasons)
        .GroupBy(reason => reason)
        .Select(group => (group.Key, group.Count()))
        .OrderByDescending(r => r.Item2).ThenBy(r => r.Key, StringComparer.Ordinal);

    /// <summary>How many requests ended in a way.</summary>
    public int Count(OutcomeKind kind) => Outcomes.Count(o => o.Kind == kind);

    /// <summary>The time within which a share of the requests was settled; zero without requests.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Latency(double share) =>
        _latencies.Length == 0 ? TimeSpan.Zero : _latencies[Math.Clamp((int)Math.Ceiling(share * _latencies.Length) - 1, 0, _latencies.Length - 1)];
}
