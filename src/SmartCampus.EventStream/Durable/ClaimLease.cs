using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>A claim that is renewed until it is lost or given back.</summary>
/// <remarks>
/// It counts as lost a claim's duration after the last renewal was sent, which is not later than the store's end of it: when another consumer can
/// have the claim, the handlers of this one have been told to stop.
/// </remarks>
internal sealed class ClaimLease : IAsyncDisposable
{
    private readonly SubscriptionContext _context;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private long _deadline;

    private ClaimLease(SubscriptionContext context, CheckpointClaim claim, long sent)
    {
        (_context, Claim) = (context, claim);
        _lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Time);
        Extend(sent);
        _lost.Token.Register(() => context.ClaimLost(claim));
        _renewing = RenewAsync();
    }

    public CheckpointClaim Claim { get; }

    /// <summary>Fires when the claim is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Looks whether the claim is lost. After a freeze this knows before the timer behind <see cref="Lost"/> has had its turn.</summary>
    public bool IsLost()
    {
        if (!_lost.IsCancellationRequested && _context.Time.GetTimestamp() >= Volatile.Read(ref _deadline)) Lose();
        return _lost.IsCancellationRequested;
    }

    public static async ValueTask<ClaimLease?> TryTakeAsync(SubscriptionContext context, CancellationToken cancellationToken)
    {
        var sent = context.Time.GetTimestamp();
        var claim = await context.Checkpoints.TryClaimAsync(context.Group, context.Options.Owner, context.Options.ClaimDuration, cancellationToken).ConfigureAwait(false);
        return claim is null ? null : new ClaimLease(context, claim, sent);
    }

    public void Lose() => _lost.Cancel();

    /// <summary>Ends the renewing and gives the claim back; no handler may run any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _context.Checkpoints.ReleaseAsync(Claim, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A claim that cannot be given back ends by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        _lost.Dispose();
        _ended.Dispose();
    }

    private async Task RenewAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, _lost.Token);
        var duration = _context.Options.ClaimDuration;
        var pause = duration / 3;
        while (true)
        {
            await Task.Delay(pause, _context.Time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested) return;
            var sent = _context.Time.GetTimestamp();
            try
            {
                await _context.Checkpoints.RenewAsync(Claim, duration, end.Token).ConfigureAwait(false);
                Extend(sent);
                pause = duration / 3;
            }
            catch (StaleClaimException)
            {
                Lose();
            }
#pragma warning disable CA1031 // Whatever it is, the next renewal may succeed; without one the claim is lost at its deadline.
            catch (Exception)
#pragma warning restore CA1031
            {
                pause = duration / 20;
            }
        }
    }

    private void Extend(long sent)
    {
        var time = _context.Time;
        var deadline = sent + (long)(_context.Options.ClaimDuration.TotalSeconds * time.TimestampFrequency);
        Volatile.Write(ref _deadline, deadline);
        var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
        if (left > TimeSpan.Zero) _lost.CancelAfter(left);
        else Lose();
    }
}
