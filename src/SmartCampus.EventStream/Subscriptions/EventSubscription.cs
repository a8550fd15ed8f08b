namespace SmartCampus.Streams;

/// <summary>A subscription to an event stream. Disposing it unsubscribes.</summary>
/// <remarks>
/// What waits in the buffer when a subscription is disposed is not delivered, and counted as abandoned; the token of a running handler fires.
/// Disposing is idempotent, and allowed in the subscription's own handler. Safe for use by several threads.
/// </remarks>
public abstract class EventSubscription : IDisposable, IAsyncDisposable
{
    private SubscriptionState _state;
    private Exception? _failure;

    private protected EventSubscription(EventStream stream, string name, Type eventType) =>
        (Stream, Name, EventType, Tally) = (stream, name, eventType, stream.NewTally(name));

    /// <summary>The name in metrics, logs and dead letters.</summary>
    public string Name { get; }

    /// <summary>The type of the events; derived ones and implementing ones are received, too.</summary>
    public Type EventType { get; }

    /// <summary>What the subscription has done so far.</summary>
    public SubscriptionStatus Status => Tally.Status(_state, Waiting, _failure);

    internal bool HasEnded => _state != SubscriptionState.Active;

    /// <summary>How many events wait for the handler.</summary>
    internal abstract long Waiting { get; }

    /// <summary>How many events wait, or are being handled.</summary>
    internal abstract long Left { get; }

    private protected EventStream Stream { get; }

    private protected Tally Tally { get; }

    /// <summary>Unsubscribes. An event that is published afterwards does not reach the handler; a running call of it goes on.</summary>
    public void Dispose()
    {
        Stream.End(this, SubscriptionState.Unsubscribed, null);
        GC.SuppressFinalize(this);
    }

    /// <summary>Unsubscribes and waits until the handler is no longer running, unless a handler of the stream asks.</summary>
    public async ValueTask DisposeAsync()
    {
        Stream.End(this, SubscriptionState.Unsubscribed, null);
        GC.SuppressFinalize(this);
        if (!Stream.IsInHandler) await HandlingEnds().ConfigureAwait(false);
    }

    /// <summary>Completes when a subscription that has ended no longer runs its handler.</summary>
    internal abstract Task HandlingEnds();

    /// <summary>Marks the end, once. The stream's lock is held.</summary>
    internal bool TryEnd(SubscriptionState state, Exception? failure)
    {
        if (HasEnded) return false;
        (_failure, _state) = (failure, state);
        return true;
    }

    /// <summary>Takes no more events, but handles those that it has. The stream's lock is held.</summary>
    internal abstract void Close();

    /// <summary>Gives up what is left.</summary>
    internal abstract void Abandon();

    /// <summary>Delivers a dead letter once more; gives what is to be run without the lock. The stream's lock is held.</summary>
    /// <exception cref="EventStreamFullException">There is no room.</exception>
    internal abstract InlineDelivery? Redeliver(in Entry entry);

    private protected void Handled(in Entry entry)
    {
        Tally.Handled();
        entry.Context?.Awaited?.Settle(this, DeliveryOutcome.Handled, null);
    }

    private protected void GiveUp(in Entry entry, DeliveryOutcome outcome, Exception? failure)
    {
        Tally.GivenUp(outcome);
        entry.Context?.Awaited?.Settle(this, outcome, failure);
    }

    private protected void GiveUp(in Entry entry, int attempts, Exception failure, WhenFailing whenFailing)
    {
        Stream.Log.GivenUp(failure, Stream.Name, Name, entry.Position, entry.Event.GetType().Name, attempts, whenFailing);
        if (whenFailing == WhenFailing.DeadLetter) Stream.DeadLetters.Add(new StreamDeadLetter(this, entry, attempts, failure, Stream.Time.GetUtcNow()));
        if (whenFailing == WhenFailing.Stop) Stream.End(this, SubscriptionState.Failed, failure);
        GiveUp(entry, whenFailing == WhenFailing.DeadLetter ? DeliveryOutcome.DeadLettered : DeliveryOutcome.Skipped, failure);
    }
}
