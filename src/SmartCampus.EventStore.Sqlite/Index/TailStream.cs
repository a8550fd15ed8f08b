namespace SmartCampus.Events;

/// <summary>A stream in memory: its state, and where its events after the mark lie.</summary>
internal sealed class TailStream(StreamState state)
{
    public StreamState State { get; set; } = state;

    /// <summary>The version of the first event in <see cref="Positions"/>.</summary>
    public long FirstVersion { get; set; }

    public List<long> Positions { get; } = [];

    /// <summary>Whether an entry after the mark is this stream's, so that the index on disk does not know its state.</summary>
    public bool IsChanged { get; set; }
}
