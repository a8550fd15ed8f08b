namespace SmartCampus.Events;

/// <summary>What is stored of a consumer group.</summary>
/// <param name="Epoch">The newest claim's.</param>
/// <param name="Released">Whether that claim was given back.</param>
/// <param name="ExpiresAt">When that claim ends, in ticks of UTC.</param>
/// <param name="Position">The checkpoint.</param>
internal readonly record struct GroupState(long Epoch, bool Released, long ExpiresAt, long Position)
{
    /// <exception cref="StaleClaimException">The claim is not the newest, or was released.</exception>
    public static GroupState Require(GroupState? state, CheckpointClaim claim) =>
        state is { } found && found.Epoch == claim.Epoch && !found.Released
            ? found
            : throw new StaleClaimException(claim.Group, claim.Epoch, state?.Epoch ?? 0);
}
