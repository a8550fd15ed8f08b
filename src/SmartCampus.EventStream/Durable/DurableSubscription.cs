using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Follows an event store on behalf of a consumer group, from a checkpoint that outlives the process; see <see cref="DurableSubscription{TSubscriber}"/>.</summary>
/// <remarks>Safe for use by several threads; <see cref="RunAsync"/> runs once at a time.</remarks>
public abstract class DurableSubscription
{
    private readonly SubscriptionContext _context;
    private int _running;

    private protected DurableSubscription(SubscriptionContext context) => _context = context;

    /// <summary>The consumer group.</summary>
    public string Group => DeadLetters.Group;

    /// <summary>The group's events that were put aside.</summary>
    public DeadLetters DeadLetters => _context.Letters;

    /// <summary>How the subscription is now.</summary>
    public DurableSubscriptionStatus Status => _context.Monitor.Status;

    /// <summary>Waits until everything up to a position was handled or put aside.</summary>
    /// <remarks>While another consumer is active, this learns of its progress by polling its checkpoint.</remarks>
    /// <param name="position">For example that of an append whose effect is wanted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task WaitForAsync(GlobalPosition position, CancellationToken cancellationToken = default) =>
        _context.Monitor.WaitForAsync(position, cancellationToken);

    /// <summary>Waits for the group's claim and handles events, again and again, until it is stopped.</summary>
    /// <remarks>
    /// No failure ends it: it shows in <see cref="Status"/>, and the subscription tries again with growing delays, from the checkpoint. When it is stopped it begins
    /// nothing new, waits for the handlers that run, saves the checkpoint and releases the claim.
    /// </remarks>
    /// <param name="stoppingToken">Stops the subscription.</param>
    /// <param name="deadline">Cancels the handlers that still run while it stops; without it they have all the time they take.</param>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken stoppingToken, CancellationToken deadline = default)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0) throw new InvalidOperationException($"The subscription of '{Group}' runs already.");
        _context.Metrics.Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, deadline);
        try
        {
            for (var failures = 0; !stop.IsCancellationRequested;)
            {
                var before = Status.Position;
                try
                {
                    await RunOnceAsync(stop.Token, deadline).ConfigureAwait(false);
                    failures = 0;
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                }
#pragma warning disable CA1031 // Whatever it is, it is shown, and tried again.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failures = Status.Position > before ? 1 : failures + 1;
                    _context.Failed(e);
                    await Task.Delay(_context.Options.DelayAfter(failures), _context.Time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            _context.Metrics.End();
            _context.Monitor.Enter(DurableSubscriptionState.Stopped);
            Volatile.Write(ref _running, 0);
        }
    }

    /// <summary>Waits for the claim and works under it until it is lost, or until the subscription is stopped.</summary>
    private async Task RunOnceAsync(CancellationToken stopping, CancellationToken deadline)
    {
        // Not cancelled by the stop: a claim that was given must be known, to be released.
        if (await ClaimLease.TryTakeAsync(_context, deadline).ConfigureAwait(false) is not { } lease)
        {
            await StandByAsync(stopping).ConfigureAwait(false);
            return;
        }
        await using (lease.ConfigureAwait(false))
        {
            using var session = new SubscriptionSession(_context, lease, stopping, deadline);
            try
            {
                await session.RunAsync(await StartAsync(lease).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (StaleClaimException)
            {
                lease.Lose();
            }
            finally
            {
                _context.Monitor.EndClaim();
            }
        }
    }

    private async Task StandByAsync(CancellationToken stopping)
    {
        _context.Monitor.Enter(DurableSubscriptionState.WaitingForClaim);
        _context.Monitor.Reached(await _context.Checkpoints.ReadAsync(Group, stopping).ConfigureAwait(false));
        _context.Monitor.SawHead(await _context.Store.ReadLastPositionAsync(stopping).ConfigureAwait(false));
        await Task.Delay(_context.Options.PollInterval, _context.Time, stopping).ConfigureAwait(false);
    }

    private async ValueTask<GlobalPosition> StartAsync(ClaimLease lease)
    {
        if (_context.Options.Start == SubscriptionStart.Beginning || lease.Claim.Position > GlobalPosition.Start) return lease.Claim.Position;
        // Whoever claimed the group before may have ended before it had begun.
        if (await _context.Letters.HasBegunAtStartAsync(lease.Lost).ConfigureAwait(false)) return GlobalPosition.Start;
        var last = await _context.Store.ReadLastPositionAsync(lease.Lost).ConfigureAwait(false);
        if (last == GlobalPosition.Start) await _context.Letters.BeginAtStartAsync(lease.Lost).ConfigureAwait(false);
        else await _context.Checkpoints.SaveAsync(lease.Claim, last, lease.Lost).ConfigureAwait(false);
        return last;
    }
}
