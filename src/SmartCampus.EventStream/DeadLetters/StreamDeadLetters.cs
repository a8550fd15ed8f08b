namespace SmartCampus.Streams;

/// <summary>The events of a stream that handlers have failed to handle, oldest first; bounded by <see cref="EventStreamOptions.DeadLetterCapacity"/>, in memory.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class StreamDeadLetters
{
    private readonly Lock _gate = new();
    private readonly LinkedList<StreamDeadLetter> _letters = [];
    private readonly EventStream _stream;
    private readonly int _capacity;
    private long _pushedOut;

    internal StreamDeadLetters(EventStream stream, int capacity) => (_stream, _capacity) = (stream, capacity);

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _letters.Count;
        }
    }

    /// <summary>How many were pushed out by later ones because there was no more room.</summary>
    public long PushedOut => Volatile.Read(ref _pushedOut);

    /// <summary>All that there are now.</summary>
    public IReadOnlyList<StreamDeadLetter> List()
    {
        lock (_gate) return [.. _letters];
    }

    /// <summary>
    /// Puts the event behind what waits in its subscription's buffer and takes the letter away. The subscription's policy holds as for any event: when
    /// it fails again, there is a new letter.
    /// </summary>
    /// <param name="letter">One of <see cref="List"/>.</param>
    /// <returns>False when the letter is not there any more, or its subscription has ended; the letter stays then.</returns>
    /// <exception cref="EventStreamFullException">The buffer and the room beyond it that is kept for handlers are full; the letter stays.</exception>
    public async ValueTask<bool> RetryAsync(StreamDeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        InlineDelivery? inline;
        lock (_gate)
        {
            if (!_letters.Contains(letter) || !_stream.TryRedeliver(letter, out inline)) return false;
            _letters.Remove(letter);
        }
        if (inline is not null) await _stream.RunAsync(inline).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes a letter away for good.</summary>
    /// <param name="letter">One of <see cref="List"/>.</param>
    /// <returns>False when it is not there any more.</returns>
    public bool Discard(StreamDeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        lock (_gate) return _letters.Remove(letter);
    }

    internal void Add(StreamDeadLetter letter)
    {
        lock (_gate)
        {
            _letters.AddLast(letter);
            if (_letters.Count <= _capacity) return;
            _letters.RemoveFirst();
            _pushedOut++;
        }
        StreamTelemetry.Guard(_stream.Telemetry.PushedOut, static pushedOut => pushedOut.Add(1));
    }
}
