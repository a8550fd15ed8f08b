namespace SmartCampus.Streams;

/// <summary>
/// Calls inline handlers one event after another, in the calls of the publishers: one of them delivers, and those who come meanwhile queue up
/// behind it. No lock is held while a handler runs.
/// </summary>
/// <param name="gate">The stream's lock. Members that say so need it.</param>
internal sealed class InlineDeliveries(Lock gate)
{
    private const int Idle = 0, Busy = 1, BusyAndMoreWait = 2;
    private readonly Queue<InlineDelivery> _waiting = [];
    private InlineSubscription[] _current = [];
    private int _state;
    private int _thread;

    /// <summary>Whether this is called by an inline handler.</summary>
    public bool IsInHandler => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Takes the turn when nobody has it and nothing waits. The lock is held; who got the turn must call <see cref="Run"/>.</summary>
    public bool TryBegin(InlineSubscription[] subscriptions)
    {
        if (_state != Idle || _waiting.Count > 0) return false;
        Begin(subscriptions);
        return true;
    }

    /// <summary>Queues a delivery. The lock is held; <see cref="RunAsync"/> must be called without it.</summary>
    public void Add(InlineDelivery delivery)
    {
        _waiting.Enqueue(delivery);
        Interlocked.CompareExchange(ref _state, BusyAndMoreWait, Busy);
    }

    /// <summary>Delivers an event in the turn that was taken, then what has queued up since.</summary>
    public void Run(InlineSubscription[] subscriptions, in Entry entry)
    {
        try
        {
            InlineSubscription.Handle(subscriptions, entry);
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            if (Interlocked.CompareExchange(ref _state, Idle, Busy) != Busy) RunWaiting();
        }
    }

    /// <summary>Delivers what waits if nobody does so, and waits until this delivery is done; a handler that asks does not wait for itself.</summary>
    public Task RunAsync(InlineDelivery delivery)
    {
        if (IsInHandler) return Task.CompletedTask;
        var begins = false;
        lock (gate)
        {
            if (_state == Idle)
            {
                Begin([]);
                begins = true;
            }
        }
        if (begins) RunWaiting();
        return delivery.Task;
    }

    /// <summary>Completes when what was published so far has been delivered.</summary>
    public Task AllBeforeAsync()
    {
        InlineDelivery last;
        lock (gate)
        {
            if (_state == Idle && _waiting.Count == 0) return Task.CompletedTask;
            Add(last = new InlineDelivery([], default));
        }
        return RunAsync(last);
    }

    /// <summary>How many events wait for the subscription, the one that it is handling included.</summary>
    public long WaitingFor(InlineSubscription subscription)
    {
        lock (gate)
            return _waiting.Select(delivery => delivery.Subscriptions).Append(_state == Idle ? [] : _current).Count(subscriptions => subscriptions.Contains(subscription));
    }

    private void Begin(InlineSubscription[] subscriptions)
    {
        _state = Busy;
        _current = subscriptions;
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
    }

    private void RunWaiting()
    {
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        while (Next() is { } delivery)
        {
            try
            {
                InlineSubscription.Handle(delivery.Subscriptions, delivery.Entry);
                delivery.SetResult();
            }
#pragma warning disable CA1031 // Its publisher gets it; those behind it get their turn.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                delivery.SetException(failure);
            }
        }
    }

    private InlineDelivery? Next()
    {
        lock (gate)
        {
            if (_waiting.TryDequeue(out var delivery))
            {
                _current = delivery.Subscriptions;
                return delivery;
            }
            Volatile.Write(ref _thread, 0);
            _state = Idle;
            return null;
        }
    }
}
