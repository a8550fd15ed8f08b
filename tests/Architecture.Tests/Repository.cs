namespace SmartCampus.Architecture.Tests;

/// <summary>The project files as they stand in the working copy.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyDictionary<string, ProjectFile> Packages { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => new ProjectFile(path))
        .ToDictionary(p => p.Name);

    /// <summary>Paths of all project files, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> AllProjects => ((string[])["src", "tests", "samples", "benchmarks"])
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartCampus.Libraries.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside the repository: no SmartCampus.Libraries.sln above them.");
    }
}
