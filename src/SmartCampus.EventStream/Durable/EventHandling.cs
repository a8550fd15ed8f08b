using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Gives events to the subscriber, and again when it fails.</summary>
/// <param name="context">The subscription.</param>
/// <param name="lease">The claim to work under.</param>
/// <param name="handling">Cancels the subscriber's calls.</param>
/// <param name="quit">Ends the pauses between attempts: the event is left to the next consumer.</param>
internal sealed class EventHandling(SubscriptionContext context, ClaimLease lease, CancellationToken handling, CancellationToken quit)
{
    /// <summary>Cancels the subscriber's calls, and the store's that belong to them.</summary>
    public CancellationToken Handling => handling;

    /// <summary>Fires when nothing new is to be begun.</summary>
    public CancellationToken Quit => quit;

    /// <summary>Sees to it that nothing is begun under a lost claim, or while the subscription stops.</summary>
    /// <exception cref="OperationCanceledException">One of them is so.</exception>
    public void ThrowIfOver()
    {
        if (lease.IsLost() || quit.IsCancellationRequested) throw new OperationCanceledException(quit);
    }

    /// <summary>Tries until the event is handled or given up.</summary>
    /// <returns>Null when it was handled.</returns>
    /// <exception cref="OperationCanceledException">Neither: the claim is lost, or the subscription stops.</exception>
    public async ValueTask<HandlingFailure?> TryAsync(EventEnvelope envelope)
    {
        var (attempt, failures) = (1, 0);
        while (true)
        {
            try
            {
                // What cannot be read is poison, whether the subscriber looks at it or not.
                _ = envelope.Event;
                using var activity = context.Metrics.StartActivity(envelope);
                await context.Subscriber.HandleAsync(envelope, handling).ConfigureAwait(false);
                context.Metrics.Handled(envelope);
                return null;
            }
#pragma warning disable CA1031 // The subscriber is the application's code: whatever it throws is a failed attempt.
            catch (Exception e)
#pragma warning restore CA1031
            {
                handling.ThrowIfCancellationRequested();
                context.HandlerFailed(envelope, attempt, e);
                if (!context.Options.IsTransient(e))
                {
                    if (IsFinal(e) || attempt >= context.Options.MaxAttempts) return new HandlingFailure(e, attempt);
                    attempt++;
                }
            }
            await Task.Delay(context.Options.DelayAfter(++failures), context.Time, quit).ConfigureAwait(false);
            ThrowIfOver();
            context.Metrics.Retried();
        }
    }

    /// <summary>The event as stored does not fit this process: no further attempt can change that.</summary>
    private static bool IsFinal(Exception e) => e is EventDeserializationException or UnknownEventTypeException;
}
