using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.Contracts;

public sealed class SqliteLocksFactory : ILockManagerFactory
{
    private readonly LockFolder _folder = new();

    public ValueTask<ILockManager> OpenAsync(LockSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new SqliteLockManagerOptions { Path = _folder.Path, TimeProvider = settings.Time, Metrics = settings.Metrics };
        return ValueTask.FromResult<ILockManager>(SqliteLockManager.Open(options));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
