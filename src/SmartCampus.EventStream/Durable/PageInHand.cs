using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>A page whose events are being handled. Lanes mark events in any order, one caller at a time advances.</summary>
internal sealed class PageInHand(AllPage page)
{
    private readonly bool[] _done = new bool[page.Events.Count];
    private int _low;

    public IReadOnlyList<EventEnvelope> Events { get; } = page.Events;

    /// <summary>What the checkpoint is when the page is done; grows while pages without events follow.</summary>
    public GlobalPosition Next { get; set; } = page.Next;

    public bool IsDone => _low == _done.Length;

    /// <summary>The oldest event that is not done.</summary>
    public EventEnvelope? Oldest => IsDone ? null : Events[_low];

    /// <summary>The last position of the page up to which all is done; null when its first event is not.</summary>
    public GlobalPosition? Position => IsDone ? Next : _low > 0 ? Events[_low - 1].Position : null;

    public void Done(int index) => Volatile.Write(ref _done[index], true);

    /// <summary>Passes the events that were done in the meantime.</summary>
    /// <returns>How many.</returns>
    public int Advance()
    {
        var before = _low;
        while (_low < _done.Length && Volatile.Read(ref _done[_low])) _low++;
        return _low - before;
    }
}
