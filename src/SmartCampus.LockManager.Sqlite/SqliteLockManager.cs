using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace SmartCampus.Locking;

/// <summary>Locks for the processes of one machine, in one SQLite file.</summary>
/// <remarks>
/// Keeps what <see cref="ILockManager"/> promises for all processes that use the file, also over their ends and starts of the machine. Waiters of one
/// process are served first come, first served; processes take turns. Keep one manager per file and process, and dispose it at the end: that gives
/// back what is held. Safe for use by several threads.
/// </remarks>
public sealed partial class SqliteLockManager : ILockManager, IAsyncDisposable
{
    private readonly LockConnection _connection;
    private readonly LockTables _tables;
    private readonly LockWriter _writer;
    private Task? _closing;

    private SqliteLockManager(SqliteLockManagerOptions options, string path, string bootId)
    {
        Context = new LeaseContext(options.TimeProvider, options.Metrics);
        _connection = new LockConnection(path, bootId, options);
        try
        {
            _tables = new LockTables(_connection, Id);
            var transaction = new LockTransaction(_connection, _tables, bootId, path);
            var table = new LockTable(this, _tables, transaction);
            table.Sweep();
            transaction.Commit();
            _writer = new LockWriter(transaction, table, options.PollInterval, path);
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw LockFailure.From(e, path);
        }
    }

    /// <summary>Tells this manager's leases from those of others; not to be guessed.</summary>
    internal long Id { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    internal LeaseContext Context { get; }

    /// <summary>Opens a lock file with the default options, and creates it when it is missing.</summary>
    /// <inheritdoc cref="Open(SqliteLockManagerOptions)" path="/exception"/>
    public static SqliteLockManager Open(string path) => Open(new SqliteLockManagerOptions { Path = path });

    /// <summary>Opens a lock file, and creates it when it is missing.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="LockUnavailableException">The file cannot be opened, is something else, or of a newer version; it was left as it is.</exception>
    public static SqliteLockManager Open(SqliteLockManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var path = Path.GetFullPath(options.Path);
        LockSchema.Inspect(path);
        return new SqliteLockManager(options, path, options.BootId ?? MachineBoot.Read());
    }

    /// <summary>Gives back all locks that are held, ends all waits, and closes the file. Waits for another process that writes for half a second at the most; locks that
    /// cannot be given back then end by themselves. Later calls throw <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _closing, closing.Task, null) is { } already ? new ValueTask(already) : new ValueTask(CloseAsync(closing));
    }

    internal void OnLost(SqliteLease lease) => _writer.Submit(new LockNotice(table => table.Expire(lease)));

    internal void OnLeft(LockWaiter waiter) => _writer.Submit(new LockNotice(table => table.Forget(waiter)));

    internal void Renew(SqliteLease lease) => _writer.Submit(new LockNotice(table => table.Extend(lease, null, _ => { })));

    internal Task<bool> ExtendAsync(SqliteLease lease, TimeSpan length, CancellationToken cancellationToken) =>
        RunAsync<bool>((table, answer) => table.Extend(lease, length, answer.Complete), cancellationToken);

    internal Task<bool> ReleaseAsync(SqliteLease lease) => RunAsync<bool>((table, answer) => table.Release(lease, answer), CancellationToken.None);

    private Task<T> RunAsync<T>(Action<LockTable, LockOperation<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var operation = new LockOperation<T>(run);
        Submit(operation);
        return operation.Result.WaitAsync(cancellationToken);
    }

    private void Submit(ILockOperation operation) => ObjectDisposedException.ThrowIf(!_writer.Submit(operation), this);

    private async Task CloseAsync(TaskCompletionSource closing)
    {
        try
        {
            _connection.StopWaiting();
            await _writer.StopAsync().ConfigureAwait(false);
            _tables.Dispose();
            _connection.Dispose();
        }
        finally
        {
            closing.SetResult();
        }
    }
}
