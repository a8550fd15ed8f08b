namespace SmartCampus.RegistrationDay.Reporting;

/// <summary>One thing that must be so after the day.</summary>
/// <param name="Name">What must be so.</param>
/// <param name="Violations">Where it is not; none when it holds.</param>
public sealed record Check(string Name, IReadOnlyList<string> Violations)
{
    /// <summary>Whether it is so.</summary>
    public bool Holds => Violations.Count == 0;
}
