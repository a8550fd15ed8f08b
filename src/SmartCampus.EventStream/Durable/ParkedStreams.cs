using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>The parked streams of one lane. The letters in the store are the truth; this is what the active consumer knows of them.</summary>
/// <remarks>Only the active consumer adds letters, so this knows every stream that is parked; letters may vanish behind its back, which looking after them finds.</remarks>
internal sealed class ParkedStreams(SubscriptionContext context, CheckpointClaim claim, EventHandling handling)
{
    private const int Page = 64;

    private readonly Dictionary<StreamId, GlobalPosition> _lastLetters = [];

    public int Count => _lastLetters.Count;

    /// <summary>Notes a letter that an earlier claim has left; called in the order of positions.</summary>
    public void Load(DeadLetter letter) => _lastLetters[letter.Stream] = letter.Position;

    public bool Contains(StreamId stream) => _lastLetters.Count > 0 && _lastLetters.ContainsKey(stream);

    /// <summary>Parks the stream of an event that was given up.</summary>
    public async ValueTask ParkAsync(EventEnvelope envelope, HandlingFailure failure)
    {
        await PutAsideAsync(Letter(envelope, failure.Reason, failure.Attempts)).ConfigureAwait(false);
        _lastLetters.Add(envelope.Stream, envelope.Position);
        context.Monitor.Parked(1);
    }

    /// <summary>Puts an event of a parked stream behind the stream's letters.</summary>
    public async ValueTask PutBehindAsync(EventEnvelope envelope)
    {
        // After a restart events come again: those up to the last letter are letters, or were handled or given up before the letters behind them.
        if (envelope.Position <= _lastLetters[envelope.Stream]) return;
        await PutAsideAsync(Letter(envelope, "It waits behind an earlier event of its stream.", attempts: 0)).ConfigureAwait(false);
        _lastLetters[envelope.Stream] = envelope.Position;
    }

    /// <summary>Goes on with the streams that a retry was asked for, and with those whose first letter waits for nothing.</summary>
    /// <param name="requests">Letters of this lane that name the streams to retry.</param>
    public async ValueTask LookAfterAsync(IReadOnlyList<DeadLetter> requests)
    {
        var asked = requests.Select(request => request.Stream).ToHashSet();
        foreach (var stream in _lastLetters.Keys.ToArray())
        {
            if (!await TryLettersAsync(stream, asked.Contains(stream)).ConfigureAwait(false)) continue;
            _lastLetters.Remove(stream);
            context.Monitor.Parked(-1);
        }
        foreach (var request in requests) await context.Letters.ForgetAsync(request, handling.Quit).ConfigureAwait(false);
    }

    /// <summary>Handles a stream's letters in order, until one fails.</summary>
    /// <returns>Whether none is left.</returns>
    private async ValueTask<bool> TryLettersAsync(StreamId stream, bool isAsked)
    {
        // Most parked streams wait for somebody: then the first letter says all.
        var count = isAsked ? Page : 1;
        while (await context.LetterStore.ReadAsync(context.Group, stream, maxCount: count, cancellationToken: handling.Quit).ConfigureAwait(false) is { Count: > 0 } letters)
        {
            foreach (var letter in letters)
            {
                handling.ThrowIfOver();
                // Only what was tried and failed keeps others waiting; it may have been discarded.
                if (letter.Attempts > 0 && !isAsked) return false;
                if (await TryAsync(letter).ConfigureAwait(false) is { } failure)
                {
                    await PutAsideAsync(letter with { Reason = failure.Reason, Attempts = letter.Attempts + failure.Attempts, FailedAt = context.Time.GetUtcNow() }).ConfigureAwait(false);
                    return false;
                }
                await context.LetterStore.RemoveAsync(context.Group, letter.Position, handling.Handling).ConfigureAwait(false);
            }
            count = Page;
        }
        return true;
    }

    /// <summary>Handles the event of a letter; one that was deleted since, or is no longer wanted, needs no handling.</summary>
    private async ValueTask<HandlingFailure?> TryAsync(DeadLetter letter)
    {
        try
        {
            var options = new AllReadOptions { After = new GlobalPosition(letter.Position.Value - 1), MaxCount = 1 };
            var page = await context.Store.ReadAllPageAsync(options, handling.Quit).ConfigureAwait(false);
            if (page.Events is not [var envelope] || envelope.Position != letter.Position) return null;
            if (context.Filter?.Accepts(envelope.EventType, envelope.Stream.Value) == false) return null;
            // The store may have taken its time.
            handling.ThrowIfOver();
            return await handling.TryAsync(envelope).ConfigureAwait(false);
        }
        catch (CorruptEventException e)
        {
            return new HandlingFailure(e, 1);
        }
    }

    private DeadLetter Letter(EventEnvelope envelope, string reason, int attempts) =>
        new(context.Group, envelope.Stream, envelope.Position, envelope.EventType, reason, attempts, context.Time.GetUtcNow());

    private async ValueTask PutAsideAsync(DeadLetter letter)
    {
        await context.LetterStore.AddAsync(claim, letter, handling.Handling).ConfigureAwait(false);
        context.PutAside(letter);
    }
}
