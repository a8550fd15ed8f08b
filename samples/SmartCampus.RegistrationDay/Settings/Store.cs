namespace SmartCampus.RegistrationDay.Settings;

/// <summary>What keeps the campus.</summary>
public enum Store
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A MongoDB replica set.</summary>
    MongoDB,
}
