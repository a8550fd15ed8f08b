using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>A durable event store in one SQLite file, for one process or several on one machine.</summary>
/// <remarks>
/// Appends of all callers are committed in groups by one writer thread, and acknowledged when they are on disk. Reads have
/// their own connections and end before the call returns. Keep one store per file and process, and dispose it at the end:
/// that finishes what was accepted. Safe for use by several threads.
/// </remarks>
public sealed partial class SqliteEventStore : IEventStore, ICheckpointStore, IDeadLetterStore, IAsyncDisposable, IDisposable
{
    private readonly LogIndex _index;
    private readonly ReadPool _readers;
    private readonly Writer _writer;
    private readonly WalCheckpointer _checkpointer;
    private readonly EventSignal _signal;
    private readonly string _path;
    private readonly TimeSpan _busyTimeout;
    private readonly int _indexBatchSize;
    private readonly StoreMetrics _metrics;
    private readonly GroupCommit _commits;
    private Task? _closing;

    private SqliteEventStore(SqliteEventStoreOptions options, IEventSerializer serializer, string path, Connection connection)
    {
        (Limits, Serializer) = (options.Limits, serializer);
        (_path, _busyTimeout, _indexBatchSize) = (path, options.BusyTimeout, options.IndexBatchSize);
        StoreId = SideRows.StoreId(connection);
        _index = new LogIndex();
        _readers = new ReadPool(path, options.BusyTimeout);
        try
        {
            _readers.Refresh(_index);
        }
        catch
        {
            _readers.Dispose();
            throw;
        }
        _signal = new EventSignal(_index, _readers, options.PollInterval, options.TimeProvider);
        _checkpointer = new WalCheckpointer(new Connection(path, raw.SQLITE_OPEN_READWRITE));
        _metrics = new StoreMetrics(options.MeterFactory, path, _index);
        _commits = new GroupCommit(connection, _index, _checkpointer, options, _metrics);
        _writer = new Writer(_commits, $"Events of {Path.GetFileName(path)}");
        _metrics.Begin(_writer);
    }

    /// <inheritdoc/>
    public EventStoreLimits Limits { get; }

    /// <inheritdoc/>
    public IEventSerializer Serializer { get; }

    /// <summary>
    /// The store's identity, made with it and kept by its backups: a consumer that keeps its checkpoint elsewhere can tell by it
    /// that the file was replaced by another store.
    /// </summary>
    public Guid StoreId { get; }

    /// <summary>Opens a file with the default options, and creates it when it is missing.</summary>
    /// <inheritdoc cref="Open(SqliteEventStoreOptions, IEventSerializer)" path="/exception"/>
    public static SqliteEventStore Open(string path, IEventSerializer serializer) => Open(new SqliteEventStoreOptions { Path = path }, serializer);

    /// <summary>Opens a file, creates it when it is missing, and brings it to the newest format when it has an older one. Reads at most <see cref="SqliteEventStoreOptions.IndexBatchSize"/> entries or so, whatever the size of the file.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="EventStoreFormatException">The file is something else, or of a newer version; it was left as it is.</exception>
    /// <exception cref="EventStoreUnavailableException">The file cannot be opened.</exception>
    /// <exception cref="CorruptEventException">The end of the log is damaged.</exception>
    public static SqliteEventStore Open(SqliteEventStoreOptions options, IEventSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(serializer);
        options.Validate();
        var path = StorePath.Resolve(options.Path);
        options = options with { Path = path };
        Connection? connection = null;
        try
        {
            var isStore = Schema.Inspect(path);
            connection = new Connection(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
            Schema.Prepare(path, isStore, connection, options.BusyTimeout);
            var synchronous = options.Durability == SqliteDurability.Full ? "full" : "normal";
            connection.Execute($"pragma synchronous = {synchronous}; pragma cache_size = -32768;");
            connection.WatchWal();
            connection.KeepLogOnClose(true);
            LeftoverLog.Settle(connection, options.BusyTimeout, path);
            return new SqliteEventStore(options, serializer, path, connection);
        }
        catch (SqliteFailure e)
        {
            connection?.Dispose();
            throw e.ToStoreException();
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Takes nothing more, commits what was accepted, and closes the file. Later calls throw <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _closing, closing.Task, null) is { } already ? new ValueTask(already) : new ValueTask(CloseAsync(closing));
    }

    /// <summary>Does what <see cref="DisposeAsync"/> does, and blocks until it is done.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task CloseAsync(TaskCompletionSource closing)
    {
        try
        {
            _metrics.Dispose();
            await _writer.StopAsync().ConfigureAwait(false);
            await _signal.DisposeAsync().ConfigureAwait(false);
            _readers.Dispose();
            // The last connection to be closed moves the write-ahead log into the file, if it may.
            await _checkpointer.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            closing.SetResult();
        }
    }

    private ValueTask<T> WriteAsync<T>(WriteOperation<T> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Submit(operation);
        return operation.WaitAsync(cancellationToken);
    }

    private static void CheckName(StreamId stream)
    {
        if (stream.IsDefault) throw new ArgumentException("The stream has no name.", nameof(stream));
    }
}
