using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Campuses;

namespace SmartCampus.RegistrationDay.Data;

/// <summary>A campus in a SQLite file.</summary>
public sealed class SqliteData : CampusData
{
    private readonly string? _folder;
    private readonly string _path;

    /// <summary>Takes a file, or makes room for one.</summary>
    /// <param name="path">The file; null for one of our own, which is deleted at the end.</param>
    public SqliteData(string? path)
    {
        if (path is null) _folder = Directory.CreateTempSubdirectory("registration-day-").FullName;
        _path = Path.GetFullPath(path ?? Path.Combine(_folder!, "campus.db"));
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> HostOptions => ["--data", _path];

    /// <inheritdoc/>
    public override string? JournalPath => _folder is null ? _path + ".acknowledged" : null;

    /// <inheritdoc/>
    public override string Description => _path;

    /// <inheritdoc/>
    public override Task<CampusStore> OpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(CampusStore.Of(SqliteEventStore.Open(_path, new EventSerializer(CampusEvents.Types)), SqliteLockManager.Open(_path + ".locks")));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
