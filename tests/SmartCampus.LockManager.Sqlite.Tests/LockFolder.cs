namespace SmartCampus.Locking.Tests;

/// <summary>A folder for one test's lock file.</summary>
public sealed class LockFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("locks-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "locks.db");

    public string Beside(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
