namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>A folder for the files of a test.</summary>
internal sealed class DayFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registration-day-tests-");

    /// <summary>Where a run may keep its campus.</summary>
    public string Data => Path.Combine(_folder.FullName, "campus.db");

    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>How much a run on <see cref="Data"/> was acknowledged so far.</summary>
    public int CountAcknowledged()
    {
        try
        {
            using var stream = new FileStream(Data + ".acknowledged", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Count(c => c == '\n');
        }
        catch (FileNotFoundException)
        {
            return 0; // The run has not come so far.
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
