using System.Diagnostics.CodeAnalysis;

namespace SmartCampus.Locking;

/// <summary>What becomes of a lease.</summary>
internal sealed partial class LockKey
{
    private static readonly Task<bool> NotHeld = Task.FromResult(false);

    /// <summary>A lease has been lost: its time was up, it came too late, or it was broken.</summary>
    public void OnLost(MongoLease lease)
    {
        lock (_gate)
        {
            if (_lease == lease) (_lease, Holder) = (null, null);
            if (!lease.IsForgotten) Drop(lease.Id, lease.Length);
            if (!_isGone) Start();
        }
    }

    public void Renew(MongoLease lease) => RunAsync(answer => ExtendAsync(lease, lease.Length, answer));

    /// <summary>Ends the lease that is there, whoever holds it, by its id: so a request that comes twice does not end its successor.</summary>
    /// <returns>False when this key is not in use any more.</returns>
    public bool TryBreak([NotNullWhen(true)] out Task<bool>? breaking) => (breaking = RunAsync(BreakAsync)) is not null;

    public Task<bool> ExtendAsync(MongoLease lease, TimeSpan length) => RunAsync(answer => ExtendAsync(lease, length, answer)) ?? NotHeld;

    public Task<bool> ReleaseAsync(MongoLease lease) => RunAsync(answer => ReleaseAsync(lease, answer)) ?? NotHeld;

    private async Task BreakAsync(Action<bool> answer)
    {
        var (leases, _) = await _manager.Store.ReadAsync([LockBuckets.Of(Resource)]).ConfigureAwait(false);
        LockRequest request;
        lock (_gate) request = Request();
        if (leases.Find(lease => lease.Resource == Resource && !request.Drop.Contains(lease.Id)) is not { } held)
        {
            answer(false);
            return;
        }
        request = request with { Drop = [.. request.Drop, held.Id], Ended = (held.Id, LockId.New()), IsBreak = true };
        var found = await _manager.Store.SendAsync(request).ConfigureAwait(false);
        MongoLease? own;
        lock (_gate)
        {
            Dropped(request);
            own = _lease is { } lease && lease.Id.Equals(held.Id) ? lease : null;
            own?.IsForgotten = true;
        }
        own?.Lose();
        answer(found.WasHeld);
    }

    private async Task ExtendAsync(MongoLease lease, TimeSpan length, Action<bool> answer)
    {
        LockRequest request;
        lock (_gate)
        {
            if (_lease == lease) lease.Extensions++;
            request = Request() with { Extended = lease, Extension = length };
        }
        if (Lease != lease || !lease.IsHeld)
        {
            answer(false);
            return;
        }
        // When it fails, the lease lasts as long as before here.
        var found = await _manager.Store.SendAsync(request).ConfigureAwait(false);
        lock (_gate)
        {
            Dropped(request);
            lease.IsForgotten = !(found.Lease?.Id.Equals(lease.Id) ?? false);
        }
        var isProlonged = !lease.IsForgotten && lease.Prolong(found.SentAt, length);
        if (!isProlonged) lease.Lose();
        answer(isProlonged);
    }

    /// <summary>Gives a lease back, and the resource to the next one here unless another process is first in line; all in one request.</summary>
    private async Task ReleaseAsync(MongoLease lease, Action<bool> answer)
    {
        LockRequest request;
        lock (_gate) request = Request() with { Next = First(), Ended = (lease.Id, lease.ReleaseId) };
        request = request with { Drop = [.. request.Drop, lease.Id] };
        if (Lease != lease || !lease.IsHeld)
        {
            lease.Lose();
            answer(false);
            return;
        }
        LockAnswer found;
        try
        {
            found = await _manager.Store.SendAsync(request).ConfigureAwait(false);
        }
        catch (LockUnavailableException)
        {
            lock (_gate)
            {
                Drop(lease.Id, lease.Length);
                if (request.Next is { } next) Drop(next.Id, next.Options.Lease);
            }
            throw;
        }
        lock (_gate) lease.IsForgotten = true;
        var wasHeld = found.WasHeld && lease.End();
        if (!wasHeld) lease.Lose();
        lock (_gate)
        {
            (_lease, Holder) = (null, null);
            Dropped(request);
            if (request.Next is not null) Take(request, found);
            // Somebody may have come meanwhile.
            else _isDue = true;
        }
        answer(wasHeld);
    }
}
