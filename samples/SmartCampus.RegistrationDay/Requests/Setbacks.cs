namespace SmartCampus.RegistrationDay.Requests;

/// <summary>How often a client had to begin a request anew.</summary>
/// <param name="Conflicts">The campus said that others were faster.</param>
/// <param name="LockTimeouts">The campus waited too long for a lock.</param>
/// <param name="Interruptions">The campus could not do its work, or the connection broke.</param>
public readonly record struct Setbacks(int Conflicts, int LockTimeouts, int Interruptions)
{
    /// <summary>How often in all.</summary>
    public int Count => Conflicts + LockTimeouts + Interruptions;

    /// <summary>Adds up.</summary>
    public static Setbacks operator +(Setbacks left, Setbacks right) =>
        new(left.Conflicts + right.Conflicts, left.LockTimeouts + right.LockTimeouts, left.Interruptions + right.Interruptions);
}
