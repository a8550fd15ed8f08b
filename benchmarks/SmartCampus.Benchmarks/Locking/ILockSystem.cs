using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>Named locks under the lock workload.</summary>
internal interface ILockSystem : IAsyncDisposable
{
    string Name { get; }

    Role Role { get; }

    /// <summary>Where another process finds the same locks; null when it cannot.</summary>
    string? Place { get; }

    Task OpenAsync();

    /// <summary>Acquires a lock, goes through the section that it guards, and releases it. The one call leaves a lease no object to be wrapped in.</summary>
    ValueTask HoldAsync(string key, GuardedSection section);
}
