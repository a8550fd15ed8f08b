using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Locking;

/// <summary>Talks to the server: sends a request until its outcome is known, or for too long.</summary>
internal sealed class LockStore(MongoLockManagerOptions options, LeaseClock clock, BsonBinaryData process) : IDisposable
{
    private const int ImmediateAttempts = 3;
    private readonly (MongoClient Client, IMongoCollection<BsonDocument> Locks) _server = LockClient.Open(options);
    private readonly LockPipeline _pipeline = new(process, options.PollInterval * 10);
    private readonly CancellationTokenSource _closing = new();

    private string Where => LockSchema.Where(_server.Locks);

    /// <summary>Looks whether the server can keep the promises, and whether the buckets are there.</summary>
    public void Check()
    {
        try
        {
            LockSchema.CheckServer(_server.Locks.Database.RunCommand<BsonDocument>(LockSchema.Hello), Where);
            var buckets = _server.Locks.Find(FilterDefinition<BsonDocument>.Empty).Project<BsonDocument>(LockSchema.IdOnly).ToList();
            LockSchema.CheckBuckets(buckets.Count, options.Collection);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw LockFailure.From(e, Where);
        }
    }

    /// <summary>Sends a request; again, as often as its outcome is unknown.</summary>
    /// <exception cref="LockUnavailableException">The outcome is still unknown.</exception>
    public async Task<LockAnswer> SendAsync(LockRequest request)
    {
        var ofResource = new BsonDocument("r", LockName.ToBson(request.Resource));
        var shown = new BsonDocument { { "l", First(ofResource) }, { "w", First(ofResource) } };
        if (request.Ended is { } ended) shown.Add("d", First(new BsonDocument("id", ended.By)));
        var how = new FindOneAndUpdateOptions<BsonDocument>
        {
            ReturnDocument = ReturnDocument.After,
            Projection = shown,
        };
        var bucket = LockBuckets.Of(request.Resource);
        return await TryAsync(async () =>
        {
            var update = Builders<BsonDocument>.Update.Pipeline(_pipeline.For(request));
            var sentAt = clock.Now;
            // No caller's token: what was sent is done, whether or not somebody waits for it.
            var after = await _server.Locks.FindOneAndUpdateAsync(Bucket(bucket), update, how, CancellationToken.None).ConfigureAwait(false);
            if (after is null) LockSchema.CheckBuckets(LockBuckets.Count - 1, options.Collection);
            return LockAnswer.From(after!, request, sentAt);
        }).ConfigureAwait(false);
    }

    /// <summary>Reads the leases that have not run out, and who waits.</summary>
    /// <param name="buckets">Which buckets; all that hold a lease when null.</param>
    public Task<(List<StoredLease> Leases, List<StoredPlace> Places)> ReadAsync(IEnumerable<int>? buckets) => TryAsync(async () =>
    {
        var match = buckets is null ? new BsonDocument("l", new BsonDocument("$ne", new BsonArray())) : new BsonDocument("_id", new BsonDocument("$in", new BsonArray(buckets)));
        var live = Bson.Gt("$$e.u", "$$NOW");
        var shown = new BsonDocument { { "l", Bson.Filter("$l", live) }, { "w", Bson.Filter("$w", live) } };
        var pipeline = new[] { new BsonDocument("$match", match), new BsonDocument("$project", shown) };
        using var cursor = await _server.Locks.AggregateAsync<BsonDocument>(pipeline, null, _closing.Token).ConfigureAwait(false);
        var found = await cursor.ToListAsync(_closing.Token).ConfigureAwait(false);
        return (found.SelectMany(bucket => bucket["l"].AsBsonArray.Select(StoredLease.From)).ToList(),
            found.SelectMany(bucket => bucket["w"].AsBsonArray.Select(StoredPlace.From)).ToList());
    });

    /// <summary>From now on nothing is tried twice.</summary>
    public void StopTrying() => _closing.Cancel();

    public void Dispose()
    {
        _server.Client.Dispose();
        _closing.Dispose();
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        var begun = clock.Now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever went wrong, those who wait are told.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (_closing.IsCancellationRequested || !LockFailure.IsPassing(e) || clock.Since(begun) >= options.OperationTimeout) throw LockFailure.From(e, Where);
            }
            if (attempt >= ImmediateAttempts) await PauseAsync().ConfigureAwait(false);
        }
    }

    private async Task PauseAsync()
    {
        var pause = Task.Delay(options.PollInterval, clock.Time, _closing.Token);
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static BsonDocument Bucket(int id) => new("_id", id);

    private static BsonDocument First(BsonDocument that) => new("$elemMatch", that);
}
