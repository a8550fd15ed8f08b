namespace SmartCampus.Events;

/// <summary>Keeps how far consumer groups have come, and sees to it that one consumer of a group is active at a time.</summary>
/// <remarks>
/// <list type="number">
/// <item>A group has one claim at a time; a claim that was neither renewed nor released in time can be taken by another.</item>
/// <item>Every claim has a higher epoch than those before it, also after a restart; a stale claim is refused with <see cref="StaleClaimException"/>.</item>
/// <item>A checkpoint moves forward only; saving a lower position under a valid claim changes nothing.</item>
/// </list>
/// Group names have 1 to 200 characters. Expiry goes by the store's clock; a clock that jumps may move a claim early or late, never break rule 2.
/// All members are safe for use by several threads at once.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>Claims a group when nobody holds it.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="owner">A label for people.</param>
    /// <param name="duration">How long the claim lasts unless renewed; more than zero.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The claim, or null while another claim is valid.</returns>
    ValueTask<CheckpointClaim?> TryClaimAsync(string group, string owner, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Prolongs a claim from now on.</summary>
    /// <exception cref="StaleClaimException">A later claim exists, or this one was released.</exception>
    ValueTask RenewAsync(CheckpointClaim claim, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back; a stale one is ignored.</summary>
    ValueTask ReleaseAsync(CheckpointClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Saves the group's checkpoint; call it only after the effect of all events up to there is durable.</summary>
    /// <exception cref="StaleClaimException">A later claim exists, or this one was released.</exception>
    ValueTask SaveAsync(CheckpointClaim claim, GlobalPosition position, CancellationToken cancellationToken = default);

    /// <summary>Reads a group's checkpoint; <see cref="GlobalPosition.Start"/> when there is none.</summary>
    ValueTask<GlobalPosition> ReadAsync(string group, CancellationToken cancellationToken = default);
}
