using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class InProcessFactory : ILockManagerFactory
{
    public ValueTask<ILockManager> OpenAsync(LockSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ValueTask.FromResult<ILockManager>(new InProcessLockManager(settings.Time, settings.Metrics));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
