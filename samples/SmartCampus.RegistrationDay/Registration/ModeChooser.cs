using SmartCampus.Enrollments;
using SmartCampus.RegistrationDay.Settings;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>Gives each command its mode: the one of the run, or one by chance. Safe for use by several threads.</summary>
/// <param name="mode">The mode of the run.</param>
/// <param name="seed">Decides the order of mixed modes.</param>
public sealed class ModeChooser(Mode mode, int seed)
{
    private static readonly ConcurrencyMode[] All = Enum.GetValues<ConcurrencyMode>();

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>The mode of the next command.</summary>
    public ConcurrencyMode Next()
    {
        switch (mode)
        {
            case Mode.Optimistic: return ConcurrencyMode.Optimistic;
            case Mode.Pessimistic: return ConcurrencyMode.Pessimistic;
            case Mode.Detect: return ConcurrencyMode.DetectOnly;
            default: lock (_gate) return All[_random.Next(All.Length)];
        }
    }
}
