using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>
/// Moves the write-ahead log into the file in the background, on a connection of its own: in line it would show as pauses of
/// appends.
/// </summary>
internal sealed class WalCheckpointer : IAsyncDisposable
{
    /// <summary>After about so many written pages of 4 KiB a checkpoint begins.</summary>
    private const long PagesBetween = 1_000;

    /// <summary>Beyond this length (16 MiB) writers wait until the log begins anew; under a steady load it would never find a quiet moment for it.</summary>
    private const int MaxPages = 4_000;

    private readonly Connection _connection;
    private readonly SemaphoreSlim _due = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private long _pages;

    public WalCheckpointer(Connection connection)
    {
        _connection = connection;
        connection.WaitWhenBusy(TimeSpan.FromMilliseconds(500));
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Counts what the writer has committed.</summary>
    public void Wrote(List<WriteOperation> group)
    {
        long bytes = 0;
        foreach (var operation in group) bytes += operation.Bytes + 256;
        Wrote(1 + bytes / 4_096);
    }

    /// <summary>Counts what the writer has committed.</summary>
    public void Wrote(IndexBatch batch) => Wrote(batch.Streams.Count + batch.Commits.Count / 32);

    private void Wrote(long pages)
    {
        if ((_pages += pages) < PagesBetween) return;
        _pages = 0;
        if (_due.CurrentCount == 0) _due.Release();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _due.WaitAsync(_stop.Token).ConfigureAwait(false);
                Run();
            }
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
    }

    private void Run()
    {
        try
        {
            if (_connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE) > MaxPages) _connection.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);
        }
        catch (SqliteFailure)
        {
            // Nothing is lost: the log keeps it. The next checkpoint tries again, and appends report a disk that fails.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _connection.Dispose();
        _stop.Dispose();
        _due.Dispose();
    }
}
