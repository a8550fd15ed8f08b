namespace SmartCampus.Events;

/// <summary>Finds the file that a path leads to. SQLite follows a link and keeps its other files beside the file itself, so they are looked for there.</summary>
internal static class StorePath
{
    /// <returns>A full path that is no link.</returns>
    /// <exception cref="EventStoreUnavailableException">The path is a link that leads nowhere.</exception>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }
        catch (IOException e)
        {
            throw new EventStoreUnavailableException($"'{full}' is a link that leads to no file. Name the file itself.", e);
        }
    }
}
