namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public async ValueTask<CheckpointClaim?> TryClaimAsync(string group, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.Check(group);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return await ChangeAsync<CheckpointClaim?>(group, (change, state) =>
        {
            if (state is { Released: false } held && change.Now < held.ExpiresAt) return null;
            var claimed = new GroupState((state?.Epoch ?? 0) + 1, false, End(change.Now, duration), state?.Position ?? 0);
            change.Write(claimed, owner);
            return new CheckpointClaim(group, owner, claimed.Epoch, new GlobalPosition(claimed.Position));
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RenewAsync(CheckpointClaim claim, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckClaim(claim);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        await ChangeAsync(claim.Group, (change, state) =>
        {
            change.Write(GroupState.Require(state, claim) with { ExpiresAt = End(change.Now, duration) }, claim.Owner);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(CheckpointClaim claim, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckClaim(claim);
        await ChangeAsync(claim.Group, (change, state) =>
        {
            if (state is { } found && found.Epoch == claim.Epoch) change.Write(found with { Released = true }, claim.Owner);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(CheckpointClaim claim, GlobalPosition position, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckClaim(claim);
        await ChangeAsync(claim.Group, (change, state) =>
        {
            var found = GroupState.Require(state, claim);
            if (position.Value > found.Position) change.Write(found with { Position = position.Value }, claim.Owner);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        _metrics.Saved(claim.Group, position.Value);
    }

    /// <inheritdoc/>
    ValueTask<GlobalPosition> ICheckpointStore.ReadAsync(string group, CancellationToken cancellationToken)
    {
        ConsumerGroup.Check(group);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_readers.Read(reader =>
        {
            if (!reader.Group.BindText(1, group).Step()) return GlobalPosition.Start;
            try
            {
                return new GlobalPosition(SideRows.GroupState(reader.Group).Position);
            }
            finally
            {
                reader.Group.Reset();
            }
        }));
    }

    private ValueTask<T> ChangeAsync<T>(string group, Func<GroupChange, GroupState?, T> decide, CancellationToken cancellationToken) =>
        WriteAsync(new GroupOperation<T>(group, decide), cancellationToken);

    private static long End(long now, TimeSpan duration) =>
        duration.Ticks > DateTimeOffset.MaxValue.UtcTicks - now ? DateTimeOffset.MaxValue.UtcTicks : now + duration.Ticks;
}
