using System.Threading.Channels;
using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Handles the events of its share of the streams, one after the other.</summary>
internal sealed class Lane(SubscriptionContext context, CheckpointClaim claim, PagesInHand pages, EventHandling events)
{
    private readonly Channel<Func<ValueTask>> _work = Channel.CreateUnbounded<Func<ValueTask>>(new UnboundedChannelOptions { SingleReader = true });
    private bool _isLookingAfter;

    /// <summary>Of the lane's share of the streams; touched before the lane runs, and by the lane.</summary>
    public ParkedStreams Parked { get; } = new(context, claim, events);

    /// <summary>Hands over a page, or some of its events.</summary>
    /// <param name="page">The page.</param>
    /// <param name="part">Which events, in order; null for all.</param>
    public void Post(PageInHand page, IReadOnlyList<int>? part) => _work.Writer.TryWrite(() => HandleAsync(page, part));

    /// <summary>Has the parked streams looked after between two pages.</summary>
    /// <param name="requests">Which to retry.</param>
    public void PostLookAfterParked(IReadOnlyList<DeadLetter> requests)
    {
        // What was asked for is stored until it is done: who comes too early comes again.
        if (Interlocked.Exchange(ref _isLookingAfter, true)) return;
        _work.Writer.TryWrite(async () =>
        {
            await Parked.LookAfterAsync(requests).ConfigureAwait(false);
            Volatile.Write(ref _isLookingAfter, false);
        });
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Complete() => _work.Writer.Complete();

    public async Task RunAsync()
    {
        while (await _work.Reader.WaitToReadAsync(events.Quit).ConfigureAwait(false))
            while (_work.Reader.TryRead(out var work)) await work().ConfigureAwait(false);
    }

    private async ValueTask HandleAsync(PageInHand page, IReadOnlyList<int>? part)
    {
        var count = part?.Count ?? page.Events.Count;
        var isUntold = false;
        for (var i = 0; i < count; i++)
        {
            events.ThrowIfOver();
            var index = part is null ? i : part[i];
            var envelope = page.Events[index];
            var handled = Parked.Contains(envelope.Stream) ? Parked.PutBehindAsync(envelope) : HandleAsync(envelope);
            var isSlow = !handled.IsCompletedSuccessfully;
            // Whoever waits for a position must not wait for the slow event behind it; while nothing is slow, they are told once for each part.
            if (isSlow && isUntold) pages.Advance();
            await handled.ConfigureAwait(false);
            page.Done(index);
            isUntold = !isSlow;
            if (isSlow) pages.Advance();
        }
        if (isUntold) pages.Advance();
    }

    private async ValueTask HandleAsync(EventEnvelope envelope)
    {
        if (await events.TryAsync(envelope).ConfigureAwait(false) is { } failure) await Parked.ParkAsync(envelope, failure).ConfigureAwait(false);
    }
}
