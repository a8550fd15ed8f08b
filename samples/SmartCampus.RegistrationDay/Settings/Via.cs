namespace SmartCampus.RegistrationDay.Settings;

/// <summary>How the clients reach the campus.</summary>
public enum Via
{
    /// <summary>By calling the packages in this process.</summary>
    InProcess,

    /// <summary>By HTTP.</summary>
    Http,
}
