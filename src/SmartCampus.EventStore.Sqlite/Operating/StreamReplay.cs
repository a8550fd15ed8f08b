namespace SmartCampus.Events;

/// <summary>Follows one stream through its entries, in the order of positions, and compares what they come to with the index.</summary>
/// <param name="stream">The stream.</param>
/// <param name="stored">Its state at the mark as the index has it; null when the index has none.</param>
/// <param name="runs">Its versions as the index has them.</param>
/// <param name="findings">Where to note what is wrong.</param>
internal sealed class StreamReplay(string stream, StreamState? stored, RunCursor runs, IntegrityFindings findings)
{
    private StreamState _state;
    private long _firstEntry;

    public string Stream => stream;

    private long FirstReadable => stored?.FirstReadable ?? 1;

    /// <summary>Takes an entry that the index covers. Of events that became unreadable nothing is left.</summary>
    public void Indexed(in LogEntry entry)
    {
        if (_firstEntry == 0) _firstEntry = entry.Position;
        switch (entry.Kind)
        {
            case EntryKind.Event:
                Event(entry);
                break;
            case EntryKind.Truncate:
                _state = _state with { TruncatedBefore = Math.Max(_state.TruncatedBefore, entry.Version) };
                break;
            default:
                _state = _state with { Head = Math.Max(_state.Head, entry.Version), DeletedThrough = entry.Version, Tombstoned = _state.Tombstoned || entry.Kind == EntryKind.Tombstone };
                break;
        }
    }

    private void Event(in LogEntry entry)
    {
        var expected = Math.Max(_state.Head + 1, FirstReadable);
        if (entry.Version < FirstReadable) findings.Add(entry.Position, $"Version {entry.Version} of stream '{stream}' is unreadable and should have been removed.");
        else if (entry.Version != expected) findings.Add(entry.Position, $"Stream '{stream}' has version {entry.Version} where {expected} belongs.");
        else if (runs.Next() is var run && run != (entry.Version, entry.Position)) findings.Add(entry.Position, Disagreement(entry.Version, run));
        _state = _state with { Head = Math.Max(_state.Head, entry.Version), Token = Math.Max(_state.Token, entry.Token) };
    }

    private string Disagreement(long version, (long Version, long Position)? run) => run is { } found
        ? $"Version {version} of stream '{stream}' lies there, and the index has version {found.Version} at {found.Position} next."
        : $"Version {version} of stream '{stream}' is not in the index.";

    /// <summary>Compares what the entries came to with the state that the index has at the mark.</summary>
    public void EndIndexed()
    {
        while (runs.Next() is { } more) findings.Add(more.Position, $"The index has version {more.Version} of stream '{stream}' there, and the log has not.");
        if (stored is not { } index)
        {
            if (_firstEntry > 0) findings.Add(_firstEntry, $"Stream '{stream}' is not in the index.");
            return;
        }
        // The tokens of removed events are known to the index alone.
        var isTokenRight = index.FirstReadable > 1 ? index.Token >= _state.Token : index.Token == _state.Token;
        if (!isTokenRight || index with { Token = 0 } != _state with { Token = 0 })
            findings.Add($"Stream '{stream}' comes to {_state}, and the index has {index}.");
        _state = index;
    }

    /// <summary>Takes an entry behind the mark.</summary>
    public void Tail(in LogEntry entry)
    {
        try
        {
            _state = _state.After(entry);
        }
        catch (CorruptEventException)
        {
            findings.Add(entry.Position, $"Stream '{stream}' has version {entry.Version} after version {_state.Head}.");
            _state = _state with { Head = Math.Max(_state.Head, entry.Version) };
        }
    }
}
