namespace SmartCampus.Events;

/// <summary>The checks that every store makes of what it is given for a consumer group; for authors of stores.</summary>
public static class ConsumerGroup
{
    /// <summary>Refuses a name that is not 1 to 200 characters long.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public static void Check(string group)
    {
        if (group is not { Length: >= 1 and <= 200 }) throw new ArgumentException("A consumer group's name has 1 to 200 characters.", nameof(group));
    }

    /// <summary>Refuses a claim that no store can have given.</summary>
    /// <exception cref="ArgumentException">Its group or its owner has no name.</exception>
    public static void CheckClaim(CheckpointClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Check(claim.Group);
        if (string.IsNullOrEmpty(claim.Owner)) throw new ArgumentException("The claim names no owner.", nameof(claim));
    }

    /// <summary>Refuses a letter that says too little, or that is not of the group that was claimed.</summary>
    /// <exception cref="ArgumentException">It names no stream or no event type, its reason is null, or the claim is no claim or of another group.</exception>
    public static void CheckLetter(CheckpointClaim claim, DeadLetter letter)
    {
        CheckClaim(claim);
        ArgumentNullException.ThrowIfNull(letter);
        if (letter.Group != claim.Group) throw new ArgumentException($"The letter is of group '{letter.Group}', the claim of '{claim.Group}'.", nameof(letter));
        if (letter.Stream.IsDefault) throw new ArgumentException("The letter names no stream.", nameof(letter));
        if (string.IsNullOrEmpty(letter.EventType)) throw new ArgumentException("The letter names no event type.", nameof(letter));
        if (letter.Reason is null) throw new ArgumentException("The letter has no reason; it may be empty.", nameof(letter));
    }
}
