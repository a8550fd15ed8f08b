using System.Threading.Channels;

namespace SmartCampus.Streams;

/// <summary>A subscription with a buffer, and a loop of its own that calls the handler. Publishers write under the stream's lock.</summary>
internal abstract partial class BufferedSubscription : EventSubscription
{
    private readonly SubscriptionOptions _options;
    private readonly Channel<Entry> _buffer;
    private readonly LinkedList<WaitingPublish> _publishers = [];
    private readonly bool _drops;
    private int _waitingPublishers;
    private BufferProgress _progress;

    private protected BufferedSubscription(EventStream stream, string name, Type eventType, SubscriptionOptions options) : base(stream, name, eventType)
    {
        (_options, WhenFull, Capacity) = (options, options.WhenFull, options.Capacity);
        _drops = WhenFull is WhenFull.DropOldest or WhenFull.DropNewest;
        // The stream admits no more than there is room for; only dropping the oldest needs the channel's own bound.
        _buffer = WhenFull == WhenFull.DropOldest
            ? Channel.CreateBounded<Entry>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true }, PushedOut)
            : Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    }

    public WhenFull WhenFull { get; }

    public int Capacity { get; }

    internal override long Waiting => _progress.ReplayLeft + Math.Max(0, _progress.Written - _progress.Taken);

    /// <summary>Whether an event may be written now.</summary>
    /// <param name="publisher">Who asks, when it has waited; those that wait for longer come first.</param>
    /// <param name="reserve">Whether a handler asks: handlers must not wait for each other, and there is as much room again for them.</param>
    public bool Accepts(WaitingPublish? publisher, bool reserve)
    {
        if (_drops) return true;
        if (reserve) return _progress.HasRoom(2L * Capacity);
        if (_waitingPublishers > 0 && (publisher is null || _publishers.First!.Value.Number < publisher.Number)) return false;
        return _progress.HasRoom(Capacity);
    }

    public void Write(in Entry entry)
    {
        if (WhenFull == WhenFull.DropNewest && !_progress.HasRoom(Capacity))
        {
            GiveUp(entry, DeliveryOutcome.Dropped, null);
            return;
        }
        _progress.Written++;
        _buffer.Writer.TryWrite(entry);
    }

    public void Enqueue(WaitingPublish publisher)
    {
        publisher.Before = this;
        var after = _publishers.Last;
        while (after is not null && after.Value.Number > publisher.Number) after = after.Previous;
        if (after is null) _publishers.AddFirst(publisher);
        else _publishers.AddAfter(after, publisher);
        _waitingPublishers = _publishers.Count;
        // Either the loop sees the publisher after it has taken an event, or the next look at the room sees what it has taken. The loop pays nothing for it.
        Interlocked.MemoryBarrierProcessWide();
    }

    public void Remove(WaitingPublish publisher)
    {
        publisher.Before = null;
        _publishers.Remove(publisher);
        _waitingPublishers = _publishers.Count;
    }

    /// <summary>The publisher that comes next; null when there is none, or no room for it.</summary>
    public WaitingPublish? NextPublisher() => _publishers.First is { } first && (HasEnded || _progress.HasRoom(Capacity)) ? first.Value : null;

    /// <summary>Takes away all publishers that wait.</summary>
    public WaitingPublish[] TakePublishers()
    {
        WaitingPublish[] all = [.. _publishers];
        foreach (var publisher in all) Remove(publisher);
        return all;
    }

    internal override void Close() => _buffer.Writer.TryComplete();

    internal override InlineDelivery? Redeliver(in Entry entry)
    {
        if (!_progress.HasRoom(2L * Capacity)) throw new EventStreamFullException(Stream.Name, Name, Capacity);
        Write(entry);
        return null;
    }

    private void PushedOut(Entry entry)
    {
        _progress.Written--;
        GiveUp(entry, DeliveryOutcome.Dropped, null);
    }
}
