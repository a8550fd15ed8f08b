using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>
/// Moves the write-ahead log into the file, and lets the log begin anew: a flush of a log that grows costs about twice one of a log that
/// is written over. Most pages are moved in the background, on a connection of its own, since in line they would show as pauses of
/// appends; what was written meanwhile is moved by the writer, so that its next commit finds nothing left and begins the log anew.
/// </summary>
internal sealed class WalCheckpointer : IAsyncDisposable
{
    /// <summary>After so many pages of 4 KiB a checkpoint begins.</summary>
    private const int PagesBetween = 1_000;

    /// <summary>Beyond this length (32 MiB) writers wait for readers to let the log begin anew; under a steady load of both it would never find a quiet moment.</summary>
    private const int MaxPages = 8_000;

    /// <summary>How long they wait at most: pages of events are read in less.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(20);

    private readonly Connection _connection;
    private readonly SemaphoreSlim _due = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _pages, _next = PagesBetween;
    private volatile bool _holdsLock;
    private volatile bool _isMoved, _isGivenUp;

    public WalCheckpointer(Connection connection)
    {
        _connection = connection;
        connection.WaitWhenBusy(MaxWait);
        // A connection that has never read does not know yet that there is a write-ahead log: its checkpoints would do nothing, and say so to nobody.
        connection.Execute("select count(*) from mark");
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Whether the write lock may be this one's, for a moment.</summary>
    public bool HoldsLock => _holdsLock;

    /// <summary>Called by the writer after each commit, when its callers have their answers.</summary>
    public void Committed(Connection writer)
    {
        if (writer.WalPages < _pages) _next = PagesBetween;
        _pages = writer.WalPages;
        if (_isMoved)
        {
            _isMoved = false;
            TryCheckpoint(writer, raw.SQLITE_CHECKPOINT_PASSIVE);
        }
        else if (_pages >= _next)
        {
            // A reader that takes long, as a backup does, is not to be waited for again and again.
            _next = _pages + (_pages > MaxPages ? MaxPages : PagesBetween);
            if (_due.CurrentCount == 0) _due.Release();
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _due.WaitAsync(_stop.Token).ConfigureAwait(false);
                if (TryCheckpoint(_connection, raw.SQLITE_CHECKPOINT_PASSIVE) > MaxPages) Restart();
                else _isMoved = true;
            }
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
    }

    private void Restart()
    {
        _holdsLock = true;
        TryCheckpoint(_connection, raw.SQLITE_CHECKPOINT_RESTART);
        _holdsLock = false;
    }

    /// <returns>How many pages the log holds, or -1.</returns>
    private int TryCheckpoint(Connection connection, int mode)
    {
        if (_isGivenUp) return -1;
        try
        {
            return connection.Checkpoint(mode);
        }
        catch (SqliteFailure e) when (e.IsFlush)
        {
            // From now on the operating system may count as written what it could not write (decision 0008), and no later flush
            // would tell. The log still has all of it, so it stays, and the next start writes it into the file again.
            _isGivenUp = true;
            return -1;
        }
        catch (SqliteFailure)
        {
            // Nothing is lost: the log keeps it. The next checkpoint tries again, and appends report a disk that fails.
            return -1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        if (_isGivenUp) _connection.KeepLogOnClose(true);
        _connection.Dispose();
        _stop.Dispose();
        _due.Dispose();
    }
}
