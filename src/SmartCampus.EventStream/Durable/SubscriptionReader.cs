using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Follows the store and hands pages to the lanes, no faster than they are handled.</summary>
internal sealed class SubscriptionReader(SubscriptionContext context, PagesInHand pages, LaneMap lanes)
{
    /// <summary>Reads until cancelled.</summary>
    /// <exception cref="CorruptEventException">The log is damaged; nothing behind the damage was handed over.</exception>
    public async Task RunAsync(GlobalPosition after, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                var options = new AllReadOptions { After = after, Filter = context.Filter, MaxCount = context.Options.PageSize };
                await foreach (var page in context.Store.FollowAllAsync(options, cancellationToken).ConfigureAwait(false))
                {
                    failures = 0;
                    context.Monitor.SawHead(page.Next);
                    context.Monitor.Enter(page.IsEnd ? DurableSubscriptionState.Live : DurableSubscriptionState.CatchingUp);
                    lanes.Post(pages.Add(page));
                    after = page.Next;
                    await pages.WaitForRoomAsync(context.Options.MaxInHand, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (EventStoreUnavailableException e)
            {
                context.Failed(e);
                await Task.Delay(context.Options.DelayAfter(++failures), context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
