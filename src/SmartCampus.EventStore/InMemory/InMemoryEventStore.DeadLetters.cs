namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore : IDeadLetterStore
{
    /// <inheritdoc/>
    public ValueTask AddAsync(CheckpointClaim claim, DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.CheckLetter(claim, letter);
        return Under(claim, consumer => consumer.DeadLetters[letter.Position.Value] = letter, cancellationToken);
    }

    /// <inheritdoc/>
    ValueTask<IReadOnlyList<DeadLetter>> IDeadLetterStore.ReadAsync(string group, StreamId? stream, GlobalPosition after, int maxCount, CancellationToken cancellationToken)
    {
        ConsumerGroup.Check(group);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxCount, PageSize.Max);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IEnumerable<DeadLetter> letters = _consumers.TryGetValue(group, out var consumer) ? consumer.DeadLetters.Values : [];
            return new(letters.Where(l => l.Position > after && (stream is null || l.Stream == stream)).Take(maxCount).ToArray());
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string group, GlobalPosition position, CancellationToken cancellationToken = default)
    {
        ConsumerGroup.Check(group);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return new(_consumers.TryGetValue(group, out var consumer) && consumer.DeadLetters.Remove(position.Value));
    }
}
