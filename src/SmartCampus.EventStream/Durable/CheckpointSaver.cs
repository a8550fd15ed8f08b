using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Saves how far all is done: at once after a pause, and then not more often than the options say.</summary>
internal sealed class CheckpointSaver(SubscriptionContext context, CheckpointClaim claim, PagesInHand pages, GlobalPosition saved)
{
    private GlobalPosition _saved = saved;

    /// <summary>Saves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (moved, handled) = (pages.Moved, pages.Handled);
            if (pages.Position == _saved)
            {
                await moved.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }
            try
            {
                await SaveAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (EventStoreUnavailableException e)
            {
                context.StoreFailed(e);
            }
            await PauseAsync(handled + context.Options.CheckpointEvents, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Saves once.</summary>
    public async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        var position = pages.Position;
        if (position == _saved) return;
        await context.Checkpoints.SaveAsync(claim, position, cancellationToken).ConfigureAwait(false);
        _saved = position;
        context.Monitor.StoreFailed(null);
    }

    private async Task PauseAsync(long untilHandled, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(context.Options.CheckpointInterval, context.Time, over.Token);
        while (!pause.IsCompleted)
        {
            var moved = pages.Moved;
            if (pages.Handled >= untilHandled) break;
            await Task.WhenAny(pause, moved).ConfigureAwait(false);
        }
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
