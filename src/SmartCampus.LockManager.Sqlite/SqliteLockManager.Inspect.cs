namespace SmartCampus.Locking;

public sealed partial class SqliteLockManager
{
    /// <inheritdoc/>
    /// <remarks>Of another process's waiters the first one is listed, after this process's own.</remarks>
    public async ValueTask<IReadOnlyList<LockStatus>> InspectAsync(string? resourceId = null, CancellationToken cancellationToken = default)
    {
        if (resourceId is not null) LockArguments.CheckResourceId(resourceId);
        return await RunAsync<IReadOnlyList<LockStatus>>((table, answer) => table.Inspect(resourceId, answer), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>A holder in another process gets to know it within <see cref="SqliteLockManagerOptions.PollInterval"/>.</remarks>
    public async ValueTask<bool> BreakAsync(string resourceId, CancellationToken cancellationToken = default)
    {
        LockArguments.CheckResourceId(resourceId);
        return await RunAsync<bool>((table, answer) => table.Break(resourceId, answer), cancellationToken).ConfigureAwait(false);
    }
}
