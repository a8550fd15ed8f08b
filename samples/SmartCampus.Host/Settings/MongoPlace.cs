using MongoDB.Driver;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Host.Settings;

/// <summary>A database on a MongoDB replica set. As text it has no user and no password, so that it can be shown.</summary>
internal sealed class MongoPlace
{
    public const string DefaultDatabase = "campus";

    private readonly MongoUrl _url;

    private MongoPlace(MongoUrl url, string database) => (_url, Database) = (url, database);

    public string Database { get; }

    private MongoEventStoreOptions StoreOptions
    {
        get
        {
            var options = new MongoEventStoreOptions { ConnectionString = _url.Url, Database = Database };
            return _url.WTimeout is { } timeout ? options with { WriteTimeout = timeout } : options;
        }
    }

    private MongoLockManagerOptions LockOptions
    {
        get
        {
            var options = new MongoLockManagerOptions { ConnectionString = _url.Url, Database = Database };
            return _url.WTimeout is { } timeout ? options with { WriteTimeout = timeout, OperationTimeout = TimeSpan.FromSeconds(Math.Max(1, 2 * timeout.TotalSeconds)) } : options;
        }
    }

    /// <summary>Takes a connection string and a database; without one that in the string's path, else the default.</summary>
    /// <exception cref="SettingsException">One of them is not usable; the message has nothing of the connection string in it.</exception>
    public static MongoPlace Parse(string connectionString, string? database)
    {
        var url = ParseUrl(connectionString);
        var name = database ?? url.DatabaseName ?? DefaultDatabase;
        return DatabaseNamespace.IsValid(name)
            ? new MongoPlace(url, name)
            : throw new SettingsException($"'{name}' is not the name of a database: choose another with --mongo-database, such as {DefaultDatabase}.");
    }

    /// <summary>Keeps events and locks here.</summary>
    /// <exception cref="SettingsException">The connection string asks for what would break a promise.</exception>
    public void Use(IServiceCollection services)
    {
        try
        {
            services.AddEventStore(events => events.UseMongoDB(StoreOptions));
            services.AddMongoLockManager(LockOptions);
        }
        catch (ArgumentException e)
        {
            throw new SettingsException($"{this} cannot be used: {e.Message.Split(" (Parameter")[0]}");
        }
    }

    /// <summary>Makes what is missing of the collections and indexes.</summary>
    public async Task EnsureSchemaAsync(CancellationToken cancellationToken)
    {
        await MongoEventStore.EnsureSchemaAsync(StoreOptions, cancellationToken);
        await MongoLockManager.EnsureSchemaAsync(LockOptions, cancellationToken);
    }

    public override string ToString() => $"MongoDB at {string.Join(',', _url.Servers)}, database {Database}";

    private static MongoUrl ParseUrl(string connectionString)
    {
        try
        {
            return new MongoUrl(connectionString);
        }
        catch (Exception e) when (e is MongoException or ArgumentException or FormatException)
        {
            // What the driver says repeats the connection string.
            throw new SettingsException("What --mongo gives is not a MongoDB connection string: give one such as mongodb://db1,db2,db3/?replicaSet=rs0.");
        }
    }
}
