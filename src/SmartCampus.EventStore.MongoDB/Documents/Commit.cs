namespace SmartCampus.Events;

/// <summary>One document of the log: an append, a control entry, or the filler of a position that nobody used.</summary>
/// <param name="Id">The commit id; empty for a filler.</param>
/// <param name="Last">The position of the last entry; each entry takes one.</param>
/// <param name="At">When it was stored, in ticks of UTC.</param>
/// <param name="Hash">The hash of what the caller gave; 0 for a control entry.</param>
/// <param name="Entries">The entries in order.</param>
internal sealed record Commit(Guid Id, long Last, long At, UInt128 Hash, IReadOnlyList<Entry> Entries)
{
    public bool IsFiller => Id == Guid.Empty;

    public long First => Last - Entries.Count + 1;

    public long PositionOf(int index) => First + index;

    /// <summary>The state of a stream after this commit; its checksum was verified.</summary>
    public StreamHead HeadOf(string stream)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
        {
            if (Entries[i].Stream != stream) continue;
            VerifyHeader(i);
            return Entries[i].HeadAt(PositionOf(i));
        }
        throw new CorruptEventException(new GlobalPosition(Last), $"The commit was found by stream '{stream}', which it does not hold.");
    }

    /// <summary>What <see cref="IEventStore.AppendAsync"/> answered for this commit, or would have.</summary>
    public AppendResult Result(bool alreadyCommitted)
    {
        var streams = new List<StreamAppendResult>();
        for (var i = 0; i < Entries.Count; i++)
        {
            VerifyHeader(i);
            var entry = Entries[i];
            if (streams.Count > 0 && streams[^1].Stream.Value == entry.Stream) streams[^1] = streams[^1] with { Last = entry.Version };
            else streams.Add(new StreamAppendResult(new StreamId(entry.Stream), entry.Version, entry.Version));
        }
        return new AppendResult(new CommitId(Id), new GlobalPosition(Last), streams, alreadyCommitted);
    }

    public void VerifyHeader(int index)
    {
        if (!IsHeaderRight(index)) throw Corrupt(index);
    }

    /// <summary>Positions order the whole log, and gaps between them are filled for ever: none is believed before the checksum of an entry confirms it.</summary>
    /// <remarks>A filler has none: its position is stored three times.</remarks>
    public void VerifyPosition()
    {
        if (!IsFiller && !Enumerable.Range(0, Entries.Count).Any(IsHeaderRight)) throw Corrupt(Entries.Count - 1);
    }

    private bool IsHeaderRight(int index) => Entries[index].Sum == Checksums.OfHeader(this, index);

    public EventEnvelope Envelope(int index, IEventSerializer serializer)
    {
        VerifyHeader(index);
        var entry = Entries[index];
        if (entry.PayloadSum != Checksums.OfPayload(entry.Data.Span, entry.Metadata.Span)) throw Corrupt(index);
        return new EventEnvelope(
            new StreamId(entry.Stream), entry.Version, new GlobalPosition(PositionOf(index)), new CommitId(Id), new DateTimeOffset(At, TimeSpan.Zero),
            new SerializedEvent(entry.EventType, entry.SchemaVersion, entry.Data, entry.Metadata), serializer);
    }

    private CorruptEventException Corrupt(int index) =>
        new(new GlobalPosition(PositionOf(index)), $"the checksum of entry {Entries[index].Slot} of stream '{Entries[index].Stream}' is wrong.");
}
