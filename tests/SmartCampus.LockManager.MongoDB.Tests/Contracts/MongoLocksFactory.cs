using SmartCampus.Locking.Testing;
using SmartCampus.MongoWire;

namespace SmartCampus.Locking.Tests.Contracts;

/// <summary>Always on the stand-in: the contracts set the clock, and nobody can set that of a real server.</summary>
public sealed class MongoLocksFactory : ILockManagerFactory
{
    private readonly ServerClock _clock = new();
    private MongoWireServer? _server;

    public async ValueTask<ILockManager> OpenAsync(LockSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _clock.Follow(settings.Time);
        var isNew = _server is null;
        _server ??= MongoWireServer.Start(new WireServerOptions { Time = _clock });
        var options = new MongoLockManagerOptions
        {
            ConnectionString = _server.ConnectionString,
            Database = "campus",
            PollInterval = TimeSpan.FromMilliseconds(10),
            TimeProvider = settings.Time,
            Metrics = settings.Metrics,
        };
        if (isNew) await MongoLockManager.EnsureSchemaAsync(options);
        return MongoLockManager.Open(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
