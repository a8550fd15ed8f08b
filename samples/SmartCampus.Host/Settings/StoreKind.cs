namespace SmartCampus.Host.Settings;

/// <summary>Where events are kept.</summary>
internal enum StoreKind
{
    /// <summary>In one SQLite file.</summary>
    Sqlite,

    /// <summary>In memory, until the process ends.</summary>
    Memory,

    /// <summary>On a MongoDB replica set.</summary>
    MongoDB,
}
