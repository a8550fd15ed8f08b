namespace SmartCampus.Locking;

/// <summary>The lease was released, was broken, or has run out: whoever held it holds nothing any more.</summary>
public sealed class LockNotOwnedException(string resourceId, string owner, long fencingToken)
    : LockException($"{owner} does not hold '{resourceId}' any more: the lease with token {fencingToken} was released, was broken, or has run out. Acquire the lock again, and use a longer lease or AutoRenew when the work takes long.")
{
    /// <summary>What was locked.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Who held it.</summary>
    public string Owner { get; } = owner;

    /// <summary>The token of the lease.</summary>
    public long FencingToken { get; } = fencingToken;
}
