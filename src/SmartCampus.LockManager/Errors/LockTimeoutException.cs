namespace SmartCampus.Locking;

/// <summary>A lock was not free within the time that its caller wanted to wait.</summary>
/// <remarks>A <see cref="TimeoutException"/>, because that is what callers of anything with a time limit look for, and so no <see cref="LockException"/>.</remarks>
public sealed class LockTimeoutException(string resourceId, string owner, TimeSpan waited, string? holder)
    : TimeoutException(holder is null
        ? $"{owner} did not get '{resourceId}' within {waited}. Wait longer (LockOptions.WaitTimeout) or try again."
        : $"{owner} did not get '{resourceId}' within {waited}: {holder} holds it. Locks are not re-entrant; wait longer (LockOptions.WaitTimeout), try again, or look with InspectAsync.")
{
    /// <summary>What was to be locked.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Who asked.</summary>
    public string Owner { get; } = owner;

    /// <summary>How long was waited at most.</summary>
    public TimeSpan Waited { get; } = waited;

    /// <summary>Who held the lock at the end of the wait; null when that is not known.</summary>
    public string? Holder { get; } = holder;
}
