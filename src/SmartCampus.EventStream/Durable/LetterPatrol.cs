using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Now and then has parked streams looked after, fetches what was asked for from elsewhere, and looks where the store ends.</summary>
internal sealed class LetterPatrol(SubscriptionContext context, PagesInHand pages, LaneMap lanes)
{
    /// <summary>Patrols until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // A handler that takes long without ever waiting tells of nothing before its page ends.
            pages.Advance();
            try
            {
                context.Monitor.SawHead(await context.Store.ReadLastPositionAsync(cancellationToken).ConfigureAwait(false));
                await LookAfterParkedAsync(cancellationToken).ConfigureAwait(false);
                context.Monitor.StoreFailed(null);
            }
            catch (EventStoreUnavailableException e)
            {
                context.StoreFailed(e);
            }
            await Task.Delay(context.Options.PollInterval, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAfterParkedAsync(CancellationToken cancellationToken)
    {
        var requests = new List<DeadLetter>();
        await foreach (var request in DeadLetters.ReadAsync(context.LetterStore, context.Letters.Requests, stream: null, cancellationToken).ConfigureAwait(false)) requests.Add(request);
        var byLane = requests.ToLookup(request => lanes.Of(request.Stream));
        foreach (var lane in lanes.All) lane.PostLookAfterParked([.. byLane[lane]]);
    }
}
