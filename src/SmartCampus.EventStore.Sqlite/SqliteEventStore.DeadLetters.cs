namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public async ValueTask AddAsync(CheckpointClaim claim, DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckLetter(claim, letter);
        await ChangeAsync(claim.Group, (change, state) =>
        {
            GroupState.Require(state, claim);
            change.WriteLetter(letter);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    ValueTask<IReadOnlyList<DeadLetter>> IDeadLetterStore.ReadAsync(
        string group, StreamId? stream, GlobalPosition after, int maxCount, CancellationToken cancellationToken)
    {
        ConsumerGroup.Check(group);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxCount, PageSize.Max);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_readers.Read<IReadOnlyList<DeadLetter>>(reader =>
        {
            var rows = reader.Letters.BindText(1, group).Bind(2, after.Value).Bind(4, maxCount);
            if (stream is { } only) rows.BindText(3, only.Value);
            else rows.BindNull(3);
            var letters = new List<DeadLetter>();
            try
            {
                while (rows.Step()) letters.Add(SideRows.DeadLetter(rows));
                return letters;
            }
            finally
            {
                rows.Reset();
            }
        }));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string group, GlobalPosition position, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.Check(group);
        return await ChangeAsync(group, (change, _) => change.RemoveLetter(position), cancellationToken).ConfigureAwait(false);
    }
}
