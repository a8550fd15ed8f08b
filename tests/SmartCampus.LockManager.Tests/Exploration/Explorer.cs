using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests.Exploration;

/// <summary>
/// Does random things to a lock manager and to the model, one after the other on one thread, and compares everything that can be seen after each. A
/// seed decides all of it: how calls interleave, when time passes, and when a caller looks at its result.
/// </summary>
internal sealed class Explorer(int seed)
{
    private static readonly string[] Keys = ["a", "b", "c"];
    private readonly Random _random = new(seed);
    private readonly FakeTimeProvider _clock = new();
    private readonly Dictionary<string, ModelLock> _model = Keys.ToDictionary(key => key, _ => new ModelLock());
    private readonly Dictionary<string, long> _tokens = Keys.ToDictionary(key => key, _ => 0L);
    private readonly List<(string Key, LockLease Lease, ModelLease Model, CancellationToken? Lost)> _leases = [];
    private readonly List<(string Key, ValueTask<LockLease> Call, CancellationTokenSource Stop, ModelWaiter Model)> _waits = [];
    private readonly List<string> _history = [];
    private InProcessLockManager _locks = null!;
    private long _now;
    private int _owners;

    public void Run(int steps)
    {
        _locks = new InProcessLockManager(_clock);
        try
        {
            for (var step = 0; step < steps; step++)
            {
                DoAnything();
                Compare();
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, after {_history.Count} steps: {string.Join("; ", _history.TakeLast(25))}", e);
        }
    }

    private void DoAnything()
    {
        switch (_random.Next(12))
        {
            case < 4: Acquire(); break;
            case 4 or 5: Collect(); break;
            case 6: Cancel(); break;
            case 7: Extend(); break;
            case 8 or 9: Release(); break;
            case 10: Break(); break;
            default: Pass(); break;
        }
    }

    private void Acquire()
    {
        var (key, owner) = (Any(Keys), $"owner {_owners++}");
        var (lease, wait, autoRenew) = (Any(30, 60, 300), Any(0, 20, 100, -1), _random.Next(4) == 0);
        _history.Add($"{owner} acquires {key} for {lease} within {wait}{(autoRenew ? ", renewing" : "")}");
        var options = new LockOptions { Lease = Length(lease), WaitTimeout = wait < 0 ? Timeout.InfiniteTimeSpan : Length(wait), AutoRenew = autoRenew };
        var stop = new CancellationTokenSource();
        var call = _locks.AcquireAsync(key, owner, options, stop.Token);
        if (_model[key].Acquire(owner, lease, autoRenew, _now) is { } granted)
        {
            Hold(key, call.Now(), granted);
        }
        else if (wait == 0)
        {
            var refused = Assert.Throws<LockTimeoutException>(() => { call.Now(); });
            Assert.Equal(_model[key].Holder!.Owner, refused.Holder);
        }
        else
        {
            var waiter = new ModelWaiter(owner, lease, autoRenew, wait < 0 ? long.MaxValue : _now + wait);
            _model[key].Waiters.Add(waiter);
            _waits.Add((key, call, stop, waiter));
        }
    }

    private void Collect()
    {
        if (_waits.FindAll(wait => wait.Model.End != WaitEnd.None) is not { Count: > 0 } ended) return;
        var wait = Any([.. ended]);
        _waits.Remove(wait);
        _history.Add($"{wait.Model.Owner} looks at its result");
        switch (wait.Model.End)
        {
            case WaitEnd.TimedOut: Assert.Throws<LockTimeoutException>(() => wait.Call.Now()); break;
            case WaitEnd.Cancelled: Assert.Throws<OperationCanceledException>(() => wait.Call.Now()); break;
            default: CollectLease(wait.Key, wait.Call, wait.Model.Granted!); break;
        }
    }

    private void CollectLease(string key, ValueTask<LockLease> call, ModelLease granted)
    {
        if (_now < granted.FirstEnd || _model[key].Holder == granted) Hold(key, call.Now(), granted);
        else Assert.Throws<LockUnavailableException>(() => call.Now());
    }

    private void Hold(string key, LockLease lease, ModelLease model)
    {
        Assert.Equal((key, model.Owner), (lease.ResourceId, lease.Owner));
        // Half of the holders never ask for the token.
        _leases.Add((key, lease, model, _random.Next(2) == 0 ? lease.LostToken : null));
    }

    private void Cancel()
    {
        if (_waits.Count == 0) return;
        var wait = Any([.. _waits]);
        _history.Add($"{wait.Model.Owner} cancels");
        wait.Stop.Cancel();
        _model[wait.Key].Cancel(wait.Model);
    }

    private void Extend()
    {
        if (_leases.Count == 0) return;
        var (held, length) = (Any([.. _leases]), Any(15, 90, 600));
        _history.Add($"{held.Model.Owner} extends {held.Key} by {length}");
        if (_model[held.Key].Extend(held.Model, length, _now)) held.Lease.ExtendAsync(Length(length)).Now();
        else Assert.Throws<LockNotOwnedException>(() => held.Lease.ExtendAsync(Length(length)).Now());
    }

    private void Release()
    {
        if (_leases.Count == 0) return;
        var held = Any([.. _leases]);
        _history.Add($"{held.Model.Owner} releases {held.Key}");
        Assert.Equal(_model[held.Key].Release(held.Model, _now), held.Lease.ReleaseAsync().Now());
    }

    private void Break()
    {
        var key = Any(Keys);
        _history.Add($"somebody breaks {key}");
        Assert.Equal(_model[key].Break(_now), _locks.BreakAsync(key).Now());
    }

    private void Pass()
    {
        var length = Any(1, 9, 10, 20, 60, 500);
        _history.Add($"{length} ms pass");
        _now += length;
        foreach (var modelLock in _model.Values) modelLock.Run(_now);
        _clock.Advance(Length(length));
    }

    private void Compare()
    {
        var statuses = _locks.InspectAsync().Now();
        var held = _model.Where(pair => pair.Value.Holder is not null).ToList();
        Assert.Equal(held.Select(Describe), statuses.Select(Describe));
        foreach (var status in statuses)
        {
            Assert.True(status.FencingToken >= _tokens[status.ResourceId], "A token fell.");
            _tokens[status.ResourceId] = status.FencingToken;
        }
        Assert.All(_waits, wait => Assert.Equal(wait.Model.End != WaitEnd.None, wait.Call.IsCompleted));
        Assert.All(_leases, lease =>
        {
            if (lease.Lost is { } lost) Assert.Equal(lease.Model.IsLost, lost.IsCancellationRequested);
        });
        Assert.Equal(_leases.Count, _leases.Select(lease => lease.Lease.FencingToken).Distinct().Count());
    }

    private static string Describe(KeyValuePair<string, ModelLock> held) =>
        $"{held.Key}: {held.Value.Holder!.Owner} until {held.Value.Holder.End}, then {string.Join(", ", held.Value.Waiters.Select(waiter => waiter.Owner))}";

    private string Describe(LockStatus status) =>
        $"{status.ResourceId}: {status.Owner} until {_now + (status.ExpiresAt - _clock.GetUtcNow()).TotalMilliseconds}, then {string.Join(", ", status.Waiters)}";

    private static TimeSpan Length(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
