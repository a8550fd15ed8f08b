namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore : ICheckpointStore
{
    private readonly Dictionary<string, Consumer> _consumers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<CheckpointClaim?> TryClaimAsync(string group, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.Check(group);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_consumers.TryGetValue(group, out var consumer)) _consumers[group] = consumer = new Consumer();
            if (_time.GetUtcNow() < consumer.ClaimedUntil) return default;
            consumer.ClaimedUntil = End(duration);
            consumer.Epoch++;
            return new(new CheckpointClaim(group, owner, consumer.Epoch, consumer.Position));
        }
    }

    /// <inheritdoc/>
    public ValueTask RenewAsync(CheckpointClaim claim, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return Under(claim, consumer => consumer.ClaimedUntil = End(duration), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(CheckpointClaim claim, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckClaim(claim);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_consumers.TryGetValue(claim.Group, out var consumer) && consumer.Epoch == claim.Epoch) consumer.ClaimedUntil = null;
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(CheckpointClaim claim, GlobalPosition position, CancellationToken cancellationToken = default) =>
        Under(claim, consumer => consumer.Position = position > consumer.Position ? position : consumer.Position, cancellationToken);

    /// <inheritdoc/>
    ValueTask<GlobalPosition> ICheckpointStore.ReadAsync(string group, CancellationToken cancellationToken)
    {
        ConsumerGroup.Check(group);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return new(_consumers.TryGetValue(group, out var consumer) ? consumer.Position : GlobalPosition.Start);
    }

    private ValueTask Under(CheckpointClaim claim, Action<Consumer> change, CancellationToken cancellationToken)
    {
        ConsumerGroup.CheckClaim(claim);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            // An expired claim that nobody has taken is still the newest: refusing it would help no one.
            if (!_consumers.TryGetValue(claim.Group, out var consumer) || consumer.Epoch != claim.Epoch || consumer.ClaimedUntil is null)
                throw new StaleClaimException(claim.Group, claim.Epoch, consumer?.Epoch ?? 0);
            change(consumer);
            return ValueTask.CompletedTask;
        }
    }

    private DateTimeOffset End(TimeSpan duration)
    {
        var now = _time.GetUtcNow();
        return duration > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + duration;
    }

    private sealed class Consumer
    {
        public long Epoch { get; set; }

        /// <summary>Null when never claimed or released.</summary>
        public DateTimeOffset? ClaimedUntil { get; set; }

        public GlobalPosition Position { get; set; }

        public SortedDictionary<long, DeadLetter> DeadLetters { get; } = [];
    }
}
