namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>The file that keeps the campus: the one that was asked for, or one that ends with the run.</summary>
internal sealed class CampusData : IDisposable
{
    private readonly string? _folder;

    /// <summary>Takes a file, or makes room for one.</summary>
    /// <param name="path">The file; null for one of our own.</param>
    public CampusData(string? path)
    {
        if (path is null) _folder = Directory.CreateTempSubdirectory("registration-day-").FullName;
        Path = System.IO.Path.GetFullPath(path ?? System.IO.Path.Combine(_folder!, "campus.db"));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>The full path of the SQLite file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
