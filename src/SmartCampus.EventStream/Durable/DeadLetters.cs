using System.Runtime.CompilerServices;
using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>The events that a consumer group has put aside: to look at, to retry, to give up. Works from any process with the store.</summary>
/// <remarks>
/// <code>
/// await foreach (var letter in letters.ListAsync()) Console.WriteLine($"{letter.Stream} at {letter.Position}: {letter.Reason}");
/// await letters.RetryAsync(stream);        // the active consumer tries the stream's letters again, in order
/// await letters.DiscardAsync(position);    // and goes on behind an event that was given up
/// </code>
/// A stream is parked while it has letters. Its first one was tried and failed; the others wait behind it. Safe for use by several threads.
/// </remarks>
public sealed class DeadLetters
{
    private const string Suffix = ":retry";
    private static readonly TimeSpan ClaimDuration = TimeSpan.FromSeconds(5), ClaimPause = TimeSpan.FromMilliseconds(20);

    private readonly ICheckpointStore _checkpoints;
    private readonly IDeadLetterStore _letters;
    private readonly TimeProvider _time;

    /// <summary>Looks at the letters of a group.</summary>
    /// <param name="checkpoints">The store's checkpoints.</param>
    /// <param name="letters">The store's letters.</param>
    /// <param name="group">The consumer group, 1 to 190 characters.</param>
    /// <param name="time">The system's clock by default.</param>
    /// <exception cref="ArgumentException"><paramref name="group"/> cannot be the name of a durable subscription.</exception>
    public DeadLetters(ICheckpointStore checkpoints, IDeadLetterStore letters, string group, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        ArgumentNullException.ThrowIfNull(letters);
        if (group is not { Length: >= 1 and <= 190 } || group.EndsWith(Suffix, StringComparison.Ordinal))
            throw new ArgumentException($"The group of a durable subscription has 1 to 190 characters and does not end in '{Suffix}'.", nameof(group));
        (_checkpoints, _letters, Group, _time) = (checkpoints, letters, group, time ?? TimeProvider.System);
    }

    /// <summary>The consumer group.</summary>
    public string Group { get; }

    // Only the active consumer may write the group's letters: what others ask of it are letters of a second group, under the same positions.
    internal string Requests => Group + Suffix;

    /// <summary>Lists the letters in the order of their positions.</summary>
    /// <param name="stream">Only those of this stream; null (default) for all.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    public IAsyncEnumerable<DeadLetter> ListAsync(StreamId? stream = null, CancellationToken cancellationToken = default) =>
        ReadAsync(_letters, Group, stream, cancellationToken);

    /// <summary>Asks the active consumer to try the letters of a stream again, in order, until one fails again or none is left; then the stream is no longer parked.</summary>
    /// <remarks>The wish is stored and outlives consumers; it is taken up within <see cref="DurableSubscriptionOptions.PollInterval"/>.</remarks>
    /// <returns>Whether the stream has letters.</returns>
    public async ValueTask<bool> RetryAsync(StreamId stream, CancellationToken cancellationToken = default)
    {
        if (await _letters.ReadAsync(Group, stream, maxCount: 1, cancellationToken: cancellationToken).ConfigureAwait(false) is not [var first]) return false;
        // The mark tells this wish from one that is being fulfilled already, perhaps in vain.
        var request = first with { Group = Requests, Reason = Guid.NewGuid().ToString("N") };
        await UnderClaimAsync(claim => _letters.AddAsync(claim, request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives an event up: its letter is removed, and the active consumer goes on with the stream behind it.</summary>
    /// <remarks>An event that the saved checkpoint has not passed comes once more when the consumer ends before it has.</remarks>
    /// <returns>Whether there was a letter at this position.</returns>
    public ValueTask<bool> DiscardAsync(GlobalPosition position, CancellationToken cancellationToken = default) =>
        _letters.RemoveAsync(Group, position, cancellationToken);

    /// <summary>Forgets a wish that was fulfilled, unless it was uttered again meanwhile.</summary>
    internal async ValueTask ForgetAsync(DeadLetter request, CancellationToken cancellationToken)
    {
        var before = new GlobalPosition(request.Position.Value - 1);
        if (await _letters.ReadAsync(Requests, request.Stream, before, maxCount: 1, cancellationToken).ConfigureAwait(false) is [var found] && found == request)
            await _letters.RemoveAsync(Requests, request.Position, cancellationToken).ConfigureAwait(false);
    }

    // A checkpoint at the start says as little as none. The group of the wishes has no use for its own: it notes that the group has begun in an empty store.
    internal ValueTask BeginAtStartAsync(CancellationToken cancellationToken) =>
        UnderClaimAsync(claim => _checkpoints.SaveAsync(claim, new GlobalPosition(1), cancellationToken), cancellationToken);

    internal async ValueTask<bool> HasBegunAtStartAsync(CancellationToken cancellationToken) =>
        await _checkpoints.ReadAsync(Requests, cancellationToken).ConfigureAwait(false) > GlobalPosition.Start;

    /// <summary>Works as the only one that changes wishes.</summary>
    private async ValueTask UnderClaimAsync(Func<CheckpointClaim, ValueTask> work, CancellationToken cancellationToken)
    {
        while (!await TryUnderClaimAsync(work, cancellationToken).ConfigureAwait(false))
            await Task.Delay(ClaimPause, _time, cancellationToken).ConfigureAwait(false);
    }

    internal static async IAsyncEnumerable<DeadLetter> ReadAsync(
        IDeadLetterStore store, string group, StreamId? stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = GlobalPosition.Start;
        while (await store.ReadAsync(group, stream, after, cancellationToken: cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var letter in page) yield return letter;
            after = page[^1].Position;
        }
    }

    private async ValueTask<bool> TryUnderClaimAsync(Func<CheckpointClaim, ValueTask> work, CancellationToken cancellationToken)
    {
        if (await _checkpoints.TryClaimAsync(Requests, "retry", ClaimDuration, cancellationToken).ConfigureAwait(false) is not { } claim) return false;
        try
        {
            await work(claim).ConfigureAwait(false);
            return true;
        }
        catch (StaleClaimException)
        {
            return false;
        }
        finally
        {
            await _checkpoints.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
