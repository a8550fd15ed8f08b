using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

public sealed partial class MongoEventStore
{
    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        PreparedSnapshot.Check(snapshot, Limits);
        StoredText.Check(snapshot.Schema, nameof(snapshot));
        var own = snapshot with { State = snapshot.State.ToArray() };
        await RunAsync(
            async () =>
            {
                var head = await _reader.HeadAsync(own.Stream.Value, CancellationToken.None).ConfigureAwait(false);
                if (!SnapshotFormat.IsUsable(own.Version.Value, head)) return false;
                // A snapshot of events that are not there (yet) is no use, and would be wrong once others take their versions.
                if (await _reader.PositionOfAsync(own.Stream.Value, own.Version.Value, head, CancellationToken.None).ConfigureAwait(false) is not { } position) return false;
                var document = SnapshotFormat.Write(own, position);
                await _collections.Snapshots.ReplaceOneAsync(Builders<BsonDocument>.Filter.Eq("_id", document["_id"]), document, new ReplaceOptions { IsUpsert = true }).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentException.ThrowIfNullOrEmpty(schema);
        StoredText.Check(schema, nameof(schema));
        Begin(cancellationToken);
        for (var highest = upTo?.Value ?? long.MaxValue; await FindSnapshotAsync(stream, schema, highest, cancellationToken).ConfigureAwait(false) is { } document;)
        {
            highest = document["v"].AsInt64 - 1;
            if (SnapshotFormat.Read(document, stream, schema) is not var (snapshot, position)) continue;
            var head = await _reader.HeadAsync(stream.Value, cancellationToken).ConfigureAwait(false);
            if (!SnapshotFormat.IsUsable(snapshot.Version.Value, head)) continue;
            if (await _reader.PositionOfAsync(stream.Value, snapshot.Version.Value, head, cancellationToken).ConfigureAwait(false) == position) return snapshot;
        }
        return null;
    }

    private async Task<BsonDocument?> FindSnapshotAsync(StreamId stream, string schema, long highest, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { { "s", stream.Value }, { "schema", schema }, { "v", new BsonDocument("$lte", highest) } };
        try
        {
            return await _collections.Snapshots.Find(filter, new FindOptions { Hint = StoreIndex.Snapshots.Name })
                .Sort(new BsonDocument("v", -1)).Limit(1).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            throw MongoFailure.Unavailable(_collections.Address, e);
        }
    }
}
