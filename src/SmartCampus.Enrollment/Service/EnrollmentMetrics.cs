using System.Diagnostics.Metrics;

namespace SmartCampus.Enrollments;

/// <summary>Counts commands by outcome, conflicts that were retried and promotions, in the meter <c>SmartCampus.Enrollment</c>.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class EnrollmentMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SmartCampus.Enrollment";

    private readonly Counter<long> _commands;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _promotions;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter; null (default) for one that lives as long as the process.</param>
    public EnrollmentMetrics(IMeterFactory? meters = null)
    {
#pragma warning disable CA2000 // A meter lives as long as what it measures: the factory's owner or the process ends it.
        var meter = meters?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
#pragma warning restore CA2000
        _commands = meter.CreateCounter<long>("smartcampus.enrollment.commands", "{command}", "Commands by name and outcome.");
        _conflicts = meter.CreateCounter<long>("smartcampus.enrollment.conflicts", "{conflict}", "Appends that lost a race and were decided anew.");
        _promotions = meter.CreateCounter<long>("smartcampus.enrollment.promotions", "{request}", "Waiting requests that got their seats.");
    }

    internal void Command(string name, EnrollmentOutcome outcome) =>
        _commands.Add(1, new KeyValuePair<string, object?>("command", name), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    internal void Conflict(string name) => _conflicts.Add(1, new KeyValuePair<string, object?>("command", name));

    internal void Promotion() => _promotions.Add(1);
}
