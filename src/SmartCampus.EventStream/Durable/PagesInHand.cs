using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>The pages between reading and done: says how far all is done, and holds up the reader while too much is in hand.</summary>
internal sealed class PagesInHand(SubscriptionMonitor monitor, GlobalPosition start)
{
    private readonly Lock _gate = new();
    private readonly Queue<PageInHand> _pages = [];
    private readonly Pulse _moved = new();
    private PageInHand? _newest;
    private GlobalPosition _position = start;
    private long _handled;
    private int _inHand;

    /// <summary>Completes when something is done; take it before looking.</summary>
    public Task Moved => _moved.Next;

    /// <summary>All up to here is done.</summary>
    public GlobalPosition Position
    {
        get { lock (_gate) return _position; }
    }

    public long Handled
    {
        get { lock (_gate) return _handled; }
    }

    public PageInHand Add(AllPage page)
    {
        var added = new PageInHand(page);
        lock (_gate)
        {
            // While an event takes long, pages that were filtered out must not pile up behind it.
            if (added.IsDone && _pages.Count > 0) _newest!.Next = page.Next;
            else _pages.Enqueue(_newest = added);
            _inHand += page.Events.Count;
        }
        if (added.IsDone) Advance();
        return added;
    }

    /// <summary>Looks how far all is done; called after events were marked.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            var before = _position;
            while (_pages.TryPeek(out var page))
            {
                var events = page.Advance();
                _handled += events;
                _inHand -= events;
                _position = page.Position ?? _position;
                if (!page.IsDone) break;
                _pages.Dequeue();
            }
            monitor.Pending(_pages.TryPeek(out var oldest) ? oldest.Oldest : null);
            if (_position == before) return;
            monitor.Reached(_position);
        }
        _moved.Set();
    }

    public async ValueTask WaitForRoomAsync(int maxInHand, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Moved;
            lock (_gate)
                if (_inHand < maxInHand) return;
            await moved.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
