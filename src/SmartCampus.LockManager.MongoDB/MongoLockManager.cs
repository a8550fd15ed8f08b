using System.Collections.Concurrent;
using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>Locks for many machines, on a MongoDB replica set.</summary>
/// <remarks>
/// Keeps what <see cref="ILockManager"/> promises for all processes that name the same database and collection. Waiters of one process are served first come,
/// first served, and so are the processes. Keep one manager per process, and dispose it at the end: that gives back what is held. Safe for use by several threads.
/// </remarks>
public sealed partial class MongoLockManager : ILockManager, IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, LockKey> _keys = [];
    private readonly BsonBinaryData _process = LockId.New();
    private readonly BreakWatch _breaks;
    private readonly Lazy<Task> _closing;
    private volatile bool _isClosed;

    private MongoLockManager(MongoLockManagerOptions options)
    {
        Context = new LeaseContext(options.TimeProvider, options.Metrics);
        PollInterval = options.PollInterval;
        Store = new LockStore(options, Context.Clock, _process);
        _breaks = new BreakWatch(Store, options.TimeProvider, 10 * options.PollInterval, _keys);
        _closing = new Lazy<Task>(CloseAsync);
    }

    internal LeaseContext Context { get; }

    internal LockStore Store { get; }

    internal TimeSpan PollInterval { get; }

    internal bool IsClosed => _isClosed;

    /// <summary>Makes the documents that hold the locks, those that are missing; may be called often, also at the same time.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cancellationToken">Cancels the call; what was made then stays.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the connection string asks for less than the locks need.</exception>
    /// <exception cref="LockUnavailableException">The server cannot be reached, or is of a kind that cannot hold locks.</exception>
    public static Task EnsureSchemaAsync(MongoLockManagerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return LockSchema.EnsureAsync(options, cancellationToken);
    }

    /// <summary>Connects, and sees that the server can keep the promises and that <see cref="EnsureSchemaAsync"/> has run.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or the connection string asks for less than the locks need.</exception>
    /// <exception cref="LockUnavailableException">The server cannot be reached, is of a kind that cannot hold locks, or lacks their documents; the message says what to do.</exception>
    public static MongoLockManager Open(MongoLockManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var locks = new MongoLockManager(options);
        try
        {
            locks.Store.Check();
            return locks;
        }
        catch
        {
            locks.Store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Gives back all locks that are held, and ends all waits. Waits for the server for 5 seconds at the most; locks that cannot be given back then end by
    /// themselves. Later calls throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    public ValueTask DisposeAsync() => new(_closing.Value);

    internal void OnGranted() => _breaks.Start();

    internal void Forget(LockKey key) => _keys.TryRemove(new KeyValuePair<string, LockKey>(key.Resource, key));

    private LockKey KeyOf(string resource)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _keys.GetOrAdd(resource, static (resource, locks) => new LockKey(locks, resource), this);
    }

    private async Task CloseAsync()
    {
        _isClosed = true;
        Store.StopTrying();
        try
        {
            await Task.WhenAll(_keys.Values.Select(key => key.CloseAsync())).WaitAsync(Farewell).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is left ends by itself.
        }
        _breaks.Dispose();
        Store.Dispose();
    }
}
