using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

public sealed partial class MongoEventStore : ICheckpointStore
{
    private static readonly FindOneAndUpdateOptions<BsonDocument> After = new() { ReturnDocument = ReturnDocument.After };
    private static readonly FindOneAndUpdateOptions<BsonDocument> AfterUpsert = new() { ReturnDocument = ReturnDocument.After, IsUpsert = true };

    private readonly ClaimOrder _claims = new();

    /// <inheritdoc/>
    public async ValueTask<CheckpointClaim?> TryClaimAsync(string group, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        CheckGroup(group);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        StoredText.Check(owner, nameof(owner));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var mark = Guid.NewGuid().ToString("N");
        var found = await RunAsync(
            () => _claims.Run(group, () => ClaimAsync(group, GroupUpdates.Claim(owner, mark, duration)), cancellationToken), cancellationToken).ConfigureAwait(false);
        return found["claim"] == mark ? new CheckpointClaim(group, owner, found["epoch"].AsInt64, new GlobalPosition(found["p"].AsInt64)) : null;
    }

    /// <inheritdoc/>
    public async ValueTask RenewAsync(CheckpointClaim claim, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        CheckClaim(claim);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        await ChangeAsync(claim, GroupUpdates.Renew(duration), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(CheckpointClaim claim, CancellationToken cancellationToken = default)
    {
        CheckClaim(claim);
        await RunAsync(() => _collections.Groups.UpdateOneAsync(GroupUpdates.Under(claim), GroupUpdates.Release), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(CheckpointClaim claim, GlobalPosition position, CancellationToken cancellationToken = default)
    {
        CheckClaim(claim);
        await ChangeAsync(claim, GroupUpdates.Save(position), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    async ValueTask<GlobalPosition> ICheckpointStore.ReadAsync(string group, CancellationToken cancellationToken)
    {
        CheckGroup(group);
        var found = await RunAsync(() => FindGroupAsync(group), cancellationToken).ConfigureAwait(false);
        return found is null ? GlobalPosition.Start : new GlobalPosition(found["p"].AsInt64);
    }

    private static void CheckGroup(string group)
    {
        ConsumerGroup.Check(group);
        StoredText.Check(group, nameof(group));
    }

    private static void CheckClaim(CheckpointClaim claim)
    {
        ConsumerGroup.CheckClaim(claim);
        StoredText.Check(claim.Group, nameof(claim));
    }

    private async Task<BsonDocument> ClaimAsync(string group, UpdateDefinition<BsonDocument> claim)
    {
        try
        {
            return await _collections.Groups.FindOneAndUpdateAsync(GroupUpdates.Of(group), claim, AfterUpsert).ConfigureAwait(false);
        }
        catch (MongoException e) when (MongoFailure.IsDuplicate(e))
        {
            // Another claimer has just added the group: now it is there.
            return await _collections.Groups.FindOneAndUpdateAsync(GroupUpdates.Of(group), claim, AfterUpsert).ConfigureAwait(false);
        }
    }

    private ValueTask<BsonDocument> ChangeAsync(CheckpointClaim claim, UpdateDefinition<BsonDocument> change, CancellationToken cancellationToken) =>
        RunAsync(() => ChangeAsync(claim, change), cancellationToken);

    private async Task<BsonDocument> ChangeAsync(CheckpointClaim claim, UpdateDefinition<BsonDocument> change)
    {
        if (await _collections.Groups.FindOneAndUpdateAsync(GroupUpdates.Under(claim), change, After).ConfigureAwait(false) is { } changed) return changed;
        var current = await FindGroupAsync(claim.Group).ConfigureAwait(false);
        throw new StaleClaimException(claim.Group, claim.Epoch, current?["epoch"].AsInt64 ?? 0);
    }

    private async Task<BsonDocument?> FindGroupAsync(string group) =>
        await _collections.Groups.Find(GroupUpdates.Of(group), new FindOptions { Hint = "_id_" }).Limit(1).FirstOrDefaultAsync().ConfigureAwait(false);
}
