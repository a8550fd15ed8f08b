using System.Security.Cryptography;
using MongoDB.Driver;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Campuses;

namespace SmartCampus.RegistrationDay.Data;

/// <summary>A campus in a database on a MongoDB replica set.</summary>
/// <param name="url">The replica set; a database in its path is kept, and without one a new one is dropped at the end.</param>
/// <param name="journal">What the file of acknowledgements is named after; null for none.</param>
public sealed class MongoData(MongoUrl url, string? journal) : CampusData
{
    private readonly string _database = url.DatabaseName ?? $"registration-day-{Guid.NewGuid():N}";
    private readonly string _pageTokenKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <inheritdoc/>
    public override IReadOnlyList<string> HostOptions =>
        ["--store", "mongodb", "--mongo", url.Url, "--mongo-database", _database, "--page-token-key", _pageTokenKey];

    /// <inheritdoc/>
    public override string? JournalPath => journal is null ? null : Path.GetFullPath(journal) + ".acknowledged";

    /// <inheritdoc/>
    public override string Description => $"MongoDB at {string.Join(',', url.Servers)}, database {_database}";

    private MongoEventStoreOptions StoreOptions => new() { ConnectionString = url.Url, Database = _database };

    private MongoLockManagerOptions LockOptions => new() { ConnectionString = url.Url, Database = _database };

    /// <inheritdoc/>
    public override async Task<CampusStore> OpenAsync(CancellationToken cancellationToken)
    {
        await MongoEventStore.EnsureSchemaAsync(StoreOptions, cancellationToken);
        await MongoLockManager.EnsureSchemaAsync(LockOptions, cancellationToken);
        return CampusStore.Of(MongoEventStore.Open(StoreOptions, new EventSerializer(CampusEvents.Types)), MongoLockManager.Open(LockOptions));
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (url.DatabaseName is not null) return;
        try
        {
            using var client = new MongoClient(url);
            await client.DropDatabaseAsync(_database);
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            throw new RegistrationDayException($"The database {_database} could not be dropped: {exception.Message}", exception);
        }
    }
}
