namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore
{
    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var append = PreparedAppend.Create(request, Serializer, Limits);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_commits.TryGetValue(append.CommitId, out var earlier))
            {
                return earlier.ContentHash == append.ContentHash
                    ? new(earlier.Result with { AlreadyCommitted = true })
                    : throw new CommitIdConflictException(append.CommitId);
            }
            for (var i = 0; i < append.Streams.Count; i++) Check(append.Streams[i]);
            var result = Store(append);
            _commits.Add(append.CommitId, (append.ContentHash, result));
            Wake();
            return new(result);
        }
    }

    private void Check(PreparedStream part)
    {
        var stream = Find(part.Stream);
        if (stream?.IsTombstoned == true) throw new StreamTombstonedException(part.Stream);
        if (part.FencingToken < stream?.HighestToken) throw new FencedException(part.Stream, part.FencingToken.Value, stream.HighestToken);
        var head = stream?.Head ?? StreamVersion.None;
        if (!part.Expected.Accepts(head, stream?.IsDeleted == true)) throw new ConcurrencyException(part.Stream, part.Expected, head);
    }

    private AppendResult Store(PreparedAppend append)
    {
        var now = _time.GetUtcNow();
        var results = new StreamAppendResult[append.Streams.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var part = append.Streams[i];
            var stream = FindOrAdd(part.Stream);
            var first = stream.Head.Next;
            stream.HighestToken = Math.Max(stream.HighestToken, part.FencingToken ?? 0);
            for (var e = 0; e < part.Events.Count; e++)
            {
                var envelope = new EventEnvelope(part.Stream, stream.Head.Next, new GlobalPosition(LastPosition + 1), append.CommitId, now, part.Events[e], Serializer);
                _log.Add(envelope);
                stream.Events.Add(envelope);
            }
            results[i] = new StreamAppendResult(part.Stream, first, stream.Head);
        }
        return new AppendResult(append.CommitId, new GlobalPosition(LastPosition), results, AlreadyCommitted: false);
    }

    private void Wake()
    {
        _appended?.SetResult();
        _appended = null;
    }
}
