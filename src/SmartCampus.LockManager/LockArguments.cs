namespace SmartCampus.Locking;

/// <summary>What every lock manager refuses; for authors of lock managers.</summary>
public static class LockArguments
{
    /// <summary>The most characters that a resource id or an owner may have: 200.</summary>
    public const int MaxLength = 200;

    /// <summary>Refuses a resource id that is empty or too long.</summary>
    /// <exception cref="ArgumentException">It has no characters, or more than 200.</exception>
    public static void CheckResourceId(string resourceId) => Check(resourceId, nameof(resourceId));

    /// <summary>Refuses an owner that is empty or too long.</summary>
    /// <exception cref="ArgumentException">It has no characters, or more than 200.</exception>
    public static void CheckOwner(string owner) => Check(owner, nameof(owner));

    private static void Check(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        if (value.Length > MaxLength) throw new ArgumentException($"It has {value.Length} characters; {MaxLength} are allowed.", name);
    }
}
