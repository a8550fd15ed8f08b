using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>The work under one claim: one reader, lanes that handle, and the saving of checkpoints beside them.</summary>
internal sealed class SubscriptionSession : IDisposable
{
    private readonly SubscriptionContext _context;
    private readonly ClaimLease _lease;
    private readonly CancellationTokenSource _quit;
    private readonly CancellationTokenSource _handling;
    private readonly CancellationTokenSource _beside;

    /// <param name="context">The subscription.</param>
    /// <param name="lease">The claim to work under.</param>
    /// <param name="stopping">Nothing new is begun from then on.</param>
    /// <param name="deadline">Handlers are cancelled.</param>
    public SubscriptionSession(SubscriptionContext context, ClaimLease lease, CancellationToken stopping, CancellationToken deadline)
    {
        (_context, _lease) = (context, lease);
        _quit = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
        _handling = CancellationTokenSource.CreateLinkedTokenSource(deadline, lease.Lost);
        _beside = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);
    }

    /// <summary>Works until the subscription stops or the claim is lost, and saves the checkpoint at the end.</summary>
    /// <param name="start">After which position to begin.</param>
    public async Task RunAsync(GlobalPosition start)
    {
        var pages = new PagesInHand(_context.Monitor, start);
        var saver = new CheckpointSaver(_context, _lease.Claim, pages, start);
        var events = new EventHandling(_context, _lease, _handling.Token, _quit.Token);
        var lanes = Enumerable.Range(0, _context.Options.Concurrency).Select(_ => new Lane(_context, _lease.Claim, pages, events)).ToArray();
        var streams = new LaneMap(lanes);
        await LoadLettersAsync(streams).ConfigureAwait(false);
        _context.Monitor.BeginClaim(_lease.Claim.Epoch, lanes.Sum(lane => lane.Parked.Count));
        _context.Monitor.Reached(start);
        var reader = new SubscriptionReader(_context, pages, streams);
        var letters = new LetterPatrol(_context, pages, streams);

        // Each on a thread of its own to begin with: a store may do its work before it returns a task.
        var beside = Task.WhenAll(
            Task.Run(() => QuitOnErrorAsync(saver.RunAsync(_beside.Token)), CancellationToken.None),
            Task.Run(() => QuitOnErrorAsync(letters.RunAsync(_quit.Token)), CancellationToken.None));
        var handling = Task.WhenAll(lanes.Select(lane => Task.Run(() => QuitOnErrorAsync(lane.RunAsync()), CancellationToken.None)));
        try
        {
            await reader.RunAsync(start, _quit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_quit.IsCancellationRequested)
        {
        }
        finally
        {
            // What was read before an error is handled all the same.
            foreach (var lane in lanes) lane.Complete();
            await EndAsync(handling, beside, pages, saver).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _quit.Dispose();
        _handling.Dispose();
        _beside.Dispose();
    }

    private async Task EndAsync(Task handling, Task beside, PagesInHand pages, CheckpointSaver saver)
    {
        await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _quit.CancelAsync().ConfigureAwait(false);
        await _beside.CancelAsync().ConfigureAwait(false);
        await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        pages.Advance();
        if (!_lease.IsLost()) await saver.SaveAsync(_lease.Lost).ConfigureAwait(false);
        await handling.ConfigureAwait(false);
        await beside.ConfigureAwait(false);
    }

    private async Task LoadLettersAsync(LaneMap streams)
    {
        await foreach (var letter in _context.Letters.ListAsync(cancellationToken: _quit.Token).ConfigureAwait(false)) streams.Of(letter.Stream).Parked.Load(letter);
    }

    /// <summary>Lets one part's error end the others; being cancelled is no error.</summary>
    private async Task QuitOnErrorAsync(Task part)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_quit.IsCancellationRequested || _beside.IsCancellationRequested)
        {
        }
        catch
        {
            await _quit.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
