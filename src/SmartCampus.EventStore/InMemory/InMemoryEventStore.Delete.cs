namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore
{
    /// <inheritdoc/>
    public ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        Control(stream, expected, found =>
        {
            if (before > found.Head) throw new ArgumentOutOfRangeException(nameof(before), before, $"Stream '{stream}' ends at version {found.Head}.");
            return Forget(found, before.Value - 1);
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        Control(stream, expected, found =>
        {
            if (found.Head.Value == 0 || found.IsDeleted) return false;
            found.DeletedAt = found.Head.Value;
            return Forget(found, found.Head.Value);
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (Find(stream)?.IsTombstoned == true) return ValueTask.CompletedTask;
        }
        return Control(stream, expected, found =>
        {
            found.IsTombstoned = true;
            Forget(found, found.Head.Value);
            return true;
        }, cancellationToken);
    }

    private ValueTask Control(StreamId stream, ExpectedVersion expected, Func<MemoryStream, bool> change, CancellationToken cancellationToken)
    {
        CheckName(stream);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var found = Find(stream) ?? new MemoryStream();
            if (found.IsTombstoned) throw new StreamTombstonedException(stream);
            if (!expected.Accepts(found.Head, found.IsDeleted)) throw new ConcurrencyException(stream, expected, found.Head);
            if (change(found))
            {
                _streams[stream] = found;
                _log.Add(null);
                Wake();
            }
            return ValueTask.CompletedTask;
        }
    }

    private bool Forget(MemoryStream found, long upTo)
    {
        if (upTo <= found.Gone) return false;
        for (var version = found.Gone; version < upTo; version++)
        {
            _log[(int)found.Events[(int)version]!.Position.Value - 1] = null;
            found.Events[(int)version] = null;
        }
        found.Gone = upTo;
        return true;
    }
}
