namespace SmartCampus.Events;

/// <summary>An event store on a MongoDB replica set, for any number of processes on any number of machines.</summary>
/// <remarks>
/// An append is one document; two unique indexes decide who gets a version of a stream and who gets a position, and every acknowledged
/// document is on a majority of the servers, in their journals. Safe for use by several threads.
/// </remarks>
public sealed partial class MongoEventStore : IEventStore, IAsyncDisposable, IDisposable
{
    private readonly StoreCollections _collections;
    private readonly CommitReader _reader;
    private readonly StreamPageReader _streams;
    private readonly AllPageReader _all;
    private readonly EventSignal _signal;
    private readonly WriteQueue _writes;
    private readonly StartedWork _started = new();
    private readonly Lazy<Task> _closing;
    private readonly MongoEventStoreOptions _options;

    private MongoEventStore(StoreCollections collections, MongoEventStoreOptions options, IEventSerializer serializer)
    {
        (_collections, _options, Serializer) = (collections, options, serializer);
        _reader = new CommitReader(collections, options.WriteTimeout);
        var fillers = new Fillers(collections);
        _streams = new StreamPageReader(_reader, serializer);
        _all = new AllPageReader(_reader, fillers, collections, serializer, options);
        _signal = new EventSignal(_reader, new ChangeHint(collections, options.PollInterval));
        _writes = new WriteQueue(new GroupCommit(collections, _reader, fillers, _signal, options));
        _closing = new Lazy<Task>(CloseAsync);
    }

    /// <inheritdoc/>
    public EventStoreLimits Limits => _options.Limits;

    /// <inheritdoc/>
    public IEventSerializer Serializer { get; }

    /// <summary>Makes the indexes and the counter that a store needs; doing it again, also by several processes at once, changes nothing.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="cancellationToken">Cancels the call; what was made by then stays.</param>
    /// <exception cref="ArgumentException">An option is out of bounds, or the connection string asks for what would break a promise.</exception>
    /// <exception cref="EventStoreFormatException">The servers are too old, no replica set or sharded, or an index of the same name is another one.</exception>
    /// <exception cref="EventStoreUnavailableException">The servers cannot be reached, or refuse it.</exception>
    public static async ValueTask EnsureSchemaAsync(MongoEventStoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var collections = new StoreCollections(options);
        using var client = collections.Client;
        try
        {
            StartCheck.Servers(collections);
            await StoreSchema.EnsureAsync(collections, options.CollectionPrefix, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            throw MongoFailure.Unavailable(collections.Address, e);
        }
    }

    /// <summary>Opens a store whose schema was made by <see cref="EnsureSchemaAsync"/>.</summary>
    /// <param name="options">Where it is, and how it works.</param>
    /// <param name="serializer">Turns events into bytes.</param>
    /// <exception cref="ArgumentException">An option is out of bounds, or the connection string asks for what would break a promise.</exception>
    /// <exception cref="EventStoreFormatException">An index is missing, or the servers are too old, no replica set or sharded; the message says what to do.</exception>
    /// <exception cref="EventStoreUnavailableException">The servers cannot be reached.</exception>
    public static MongoEventStore Open(MongoEventStoreOptions options, IEventSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(serializer);
        options.Validate();
        var collections = new StoreCollections(options);
        try
        {
            StartCheck.Servers(collections);
            StartCheck.Schema(collections, options.CollectionPrefix);
            return new MongoEventStore(collections, options, serializer);
        }
        catch (Exception e)
        {
            collections.Client.Dispose();
            if (!MongoFailure.IsMongo(e)) throw;
            throw MongoFailure.Unavailable(collections.Address, e);
        }
    }

    /// <summary>Finishes the writes that were begun, and ends those who wait for events with <see cref="ObjectDisposedException"/>.</summary>
    /// <remarks>The driver shares connections among all clients of a process with the same settings, and keeps them while the process lives.</remarks>
    public async ValueTask DisposeAsync() => await _closing.Value.ConfigureAwait(false);

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => _closing.Value.GetAwaiter().GetResult();

    private async Task CloseAsync()
    {
        await _signal.DisposeAsync().ConfigureAwait(false);
        await _writes.DisposeAsync().ConfigureAwait(false);
        await _started.DisposeAsync().ConfigureAwait(false);
        _collections.Client.Dispose();
    }

    private void Begin(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closing.IsValueCreated, this);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Does what is not cut off in the middle when its caller gives up waiting.</summary>
    private async ValueTask<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        try
        {
            return await _started.Run(work).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            throw MongoFailure.Unavailable(_collections.Address, e);
        }
    }

    private static void CheckName(StreamId stream)
    {
        if (stream.IsDefault) throw new ArgumentException("The stream has no name.", nameof(stream));
    }
}
