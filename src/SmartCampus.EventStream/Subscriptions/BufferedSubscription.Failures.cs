namespace SmartCampus.Streams;

internal abstract partial class BufferedSubscription
{
    private async ValueTask HandleSlowlyAsync(ValueTask call, Entry entry)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call.ConfigureAwait(false);
                Handled(entry);
                break;
            }
#pragma warning disable CA1031 // Whatever a handler throws is a failure of its own.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (!await IsTriedAgainOrEndAsync(entry, attempt, failure).ConfigureAwait(false)) break;
            }
            Tally.Retried();
            call = CallAsync(entry, attempt + 1);
        }
        _progress.IsHandling = false;
    }

    private async ValueTask<bool> IsTriedAgainOrEndAsync(Entry entry, int attempt, Exception failure)
    {
        try
        {
            return await IsTriedAgainAsync(entry, attempt, failure).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // See Fail.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            Fail(entry, escaped);
            return false;
        }
    }

    /// <summary>Ends the subscription with an error that is no handler's, such as one of the clock: the loop gives up what is left, and nobody waits for it in vain.</summary>
    private void Fail(in Entry entry, Exception failure)
    {
        Stream.End(this, SubscriptionState.Failed, failure);
        GiveUp(entry, DeliveryOutcome.Abandoned, failure);
    }

    /// <summary>Waits for the next attempt, or gives the event up.</summary>
    private async ValueTask<bool> IsTriedAgainAsync(Entry entry, int attempt, Exception failure)
    {
        if (!_ending.IsCancellationRequested)
        {
            Tally.Failed();
            if (attempt > _options.Retries)
            {
                GiveUp(entry, attempt, failure, _options.WhenFailing);
                return false;
            }
            var delay = _options.DelayBefore(attempt);
            Stream.Log.Retrying(failure, Stream.Name, Name, entry.Position, entry.Event.GetType().Name, attempt, delay);
            await Task.Delay(delay, Stream.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_ending.IsCancellationRequested) return true;
        }
        GiveUp(entry, DeliveryOutcome.Abandoned, failure);
        return false;
    }
}
