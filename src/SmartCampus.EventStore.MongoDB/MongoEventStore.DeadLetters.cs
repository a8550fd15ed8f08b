using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

public sealed partial class MongoEventStore : IDeadLetterStore
{
    /// <inheritdoc/>
    /// <remarks>Of a reason the first 65,536 characters are kept; half a surrogate pair in it becomes U+FFFD.</remarks>
    public async ValueTask AddAsync(CheckpointClaim claim, DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckLetter(claim, letter);
        StoredText.Check(letter.Group, nameof(letter));
        StoredText.Check(letter.EventType, nameof(letter));
        await RunAsync(
            async () =>
            {
                // The commit point: no claim that is newer can have been given before it.
                var group = await ChangeAsync(claim, GroupUpdates.Put(LetterFormat.Write(letter))).ConfigureAwait(false);
                await PendingLetters.MoveAsync(_collections, group).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    async ValueTask<IReadOnlyList<DeadLetter>> IDeadLetterStore.ReadAsync(
        string group, StreamId? stream, GlobalPosition after, int maxCount, CancellationToken cancellationToken)
    {
        CheckGroup(group);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxCount, PageSize.Max);
        return await RunAsync<IReadOnlyList<DeadLetter>>(
            async () =>
            {
                await MovePendingAsync(group).ConfigureAwait(false);
                var filter = new BsonDocument { { "g", group }, { "x", false }, { "p", new BsonDocument("$gt", after.Value) } };
                if (stream is { } only) filter.Add("s", only.Value);
                var index = stream is null ? StoreIndex.Letters : StoreIndex.StreamLetters;
                var found = await _collections.Letters.Find(filter, new FindOptions { Hint = index.Name, BatchSize = maxCount + 1 })
                    .Sort(CommitQueries.Ascending).Limit(maxCount).ToListAsync().ConfigureAwait(false);
                return [.. found.Select(LetterFormat.Read)];
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string group, GlobalPosition position, CancellationToken cancellationToken = default)
    {
        CheckGroup(group);
        return await RunAsync(
            async () =>
            {
                await MovePendingAsync(group).ConfigureAwait(false);
                var letter = new BsonDocument { { "_id", LetterFormat.IdOf(group, position.Value) }, { "x", false } };
                var removed = await _collections.Letters.UpdateOneAsync(letter, LetterFormat.Remove).ConfigureAwait(false);
                return removed.MatchedCount > 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what a process has begun that may be dead by now.</summary>
    private async Task MovePendingAsync(string group)
    {
        if (await FindGroupAsync(group).ConfigureAwait(false) is { } found) await PendingLetters.MoveAsync(_collections, found).ConfigureAwait(false);
    }
}
