using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Opening;

/// <summary>The folder of the data file.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder when it is missing.</summary>
    public static void Prepare(CampusSettings settings)
    {
        if (settings.Store != StoreKind.Sqlite) return;
        if (Directory.Exists(settings.Data)) throw new SettingsException($"{settings.Data} is a folder: name a file in it with --data, such as {Path.Combine(settings.Data, "campus.db")}.");
        Directory.CreateDirectory(Path.GetDirectoryName(settings.Data)!);
    }
}
