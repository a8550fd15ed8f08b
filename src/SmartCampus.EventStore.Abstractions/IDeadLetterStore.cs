namespace SmartCampus.Events;

/// <summary>Keeps the events that consumer groups have put aside.</summary>
/// <remarks>A group has at most one letter per position. All members are safe for use by several threads at once.</remarks>
public interface IDeadLetterStore
{
    /// <summary>Puts a letter aside; one for the same position is replaced.</summary>
    /// <exception cref="ArgumentException">The letter says too little, or is of another group than the claim.</exception>
    /// <exception cref="StaleClaimException">The claim is no longer the group's newest.</exception>
    ValueTask AddAsync(CheckpointClaim claim, DeadLetter letter, CancellationToken cancellationToken = default);

    /// <summary>Reads letters of a group in the order of their positions.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="stream">Only letters of this stream; null for all.</param>
    /// <param name="after">Only letters after this position.</param>
    /// <param name="maxCount">The greatest number to return: 1 to 4,096.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(
        string group, StreamId? stream = null, GlobalPosition after = default, int maxCount = PageSize.Default, CancellationToken cancellationToken = default);

    /// <summary>Removes a letter that was handled or given up.</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> RemoveAsync(string group, GlobalPosition position, CancellationToken cancellationToken = default);
}
