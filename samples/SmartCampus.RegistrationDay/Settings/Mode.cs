namespace SmartCampus.RegistrationDay.Settings;

/// <summary>What the clients ask the campus to do about others who are faster.</summary>
public enum Mode
{
    /// <summary>To decide anew by itself.</summary>
    Optimistic,

    /// <summary>To wait for the locks of the sections first.</summary>
    Pessimistic,

    /// <summary>To say so; then the client decides anew.</summary>
    Detect,

    /// <summary>One of the three, by chance, for each command.</summary>
    Mixed,
}
