namespace SmartCampus.Events;

/// <summary>What is known of a stream apart from its events; the default is a stream that was never written.</summary>
/// <param name="Head">The version of the last event.</param>
/// <param name="Token">The highest fencing token accepted.</param>
/// <param name="TruncatedBefore">Below it everything was truncated.</param>
/// <param name="DeletedThrough">The head when the stream was deleted last: up to there everything is gone, snapshots too.</param>
/// <param name="Tombstoned">Whether it was tombstoned.</param>
internal readonly record struct StreamState(long Head, long Token, long TruncatedBefore, long DeletedThrough, bool Tombstoned)
{
    public bool IsDeleted => Head > 0 && DeletedThrough == Head;

    /// <summary>The lowest version that can be read, when it is not above the head.</summary>
    public long FirstReadable => Math.Max(TruncatedBefore, DeletedThrough + 1);

    public StreamStatus Status => Tombstoned ? StreamStatus.Tombstoned
        : Head == 0 ? StreamStatus.Missing
        : IsDeleted ? StreamStatus.Deleted
        : StreamStatus.Active;

    /// <summary>The state after an entry of the log.</summary>
    /// <exception cref="CorruptEventException">The entry cannot follow.</exception>
    public StreamState After(in LogEntry entry)
    {
        var expected = entry.Kind == EntryKind.Event ? Head + 1 : entry.Kind == EntryKind.Truncate ? entry.Version : Head;
        if (entry.Version != expected || entry.Version > Head + 1)
            throw new CorruptEventException(new GlobalPosition(entry.Position), $"stream '{entry.Stream}' has version {entry.Version} where {expected} belongs.");
        return entry.Kind switch
        {
            EntryKind.Event => this with { Head = entry.Version, Token = Math.Max(Token, entry.Token) },
            EntryKind.Truncate => this with { TruncatedBefore = Math.Max(TruncatedBefore, entry.Version) },
            EntryKind.Delete => this with { DeletedThrough = Head },
            EntryKind.Tombstone => this with { DeletedThrough = Head, Tombstoned = true },
            _ => throw new CorruptEventException(new GlobalPosition(entry.Position), $"kind {entry.Kind} of an entry is not known."),
        };
    }
}
