using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Knows how a subscription is, over all its claims, and wakes those who wait for a position.</summary>
internal sealed class SubscriptionMonitor(string group, string owner)
{
    private readonly Lock _gate = new();
    private readonly List<(GlobalPosition Position, TaskCompletionSource Reached)> _waiting = [];
    private DurableSubscriptionState _state;
    private GlobalPosition _position;
    private GlobalPosition _head;
    private long _epoch;
    private long _failures;
    private int _parked;
    private Exception? _handlerError;
    private Exception? _storeError;
    private EventEnvelope? _pending;

    /// <summary>When the oldest event in hand was appended; null when none is in hand.</summary>
    public DateTimeOffset? PendingSince => Volatile.Read(ref _pending)?.RecordedAt;

    public DurableSubscriptionStatus Status
    {
        get
        {
            lock (_gate) return new DurableSubscriptionStatus(group, _state, _position, _head, owner, _epoch, _failures, _parked, _handlerError ?? _storeError);
        }
    }

    public void Enter(DurableSubscriptionState state)
    {
        lock (_gate) _state = state;
    }

    public void BeginClaim(long epoch, int parked)
    {
        lock (_gate) (_epoch, _parked) = (epoch, parked);
    }

    public void EndClaim()
    {
        BeginClaim(0, 0);
        Pending(null);
    }

    public void Parked(int more)
    {
        lock (_gate) _parked += more;
    }

    public void Failed(Exception error)
    {
        lock (_gate) (_state, _storeError) = (DurableSubscriptionState.Failed, error);
    }

    public void HandlerFailed(Exception error)
    {
        lock (_gate)
        {
            _failures++;
            _handlerError = error;
        }
    }

    public void StoreFailed(Exception? error)
    {
        lock (_gate) _storeError = error;
    }

    public void Pending(EventEnvelope? oldest) => Volatile.Write(ref _pending, oldest);

    public void SawHead(GlobalPosition head)
    {
        lock (_gate) _head = head > _head ? head : _head;
    }

    /// <summary>Everything up to here is done; this goes forward only.</summary>
    public void Reached(GlobalPosition position)
    {
        lock (_gate)
        {
            if (position <= _position) return;
            _position = position;
            if (position > _head) _head = position;
            (_handlerError, _storeError) = (null, null);
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_waiting[i].Position > position) continue;
                _waiting[i].Reached.TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }

    public async Task WaitForAsync(GlobalPosition position, CancellationToken cancellationToken)
    {
        var waiter = (Position: position, Reached: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (position <= _position) return;
            _waiting.Add(waiter);
        }
        try
        {
            await waiter.Reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate) _waiting.Remove(waiter);
            throw;
        }
    }
}
