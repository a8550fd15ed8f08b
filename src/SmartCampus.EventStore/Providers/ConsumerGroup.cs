namespace SmartCampus.Events;

/// <summary>The check that every store makes of a consumer group's name; for authors of stores.</summary>
public static class ConsumerGroup
{
    /// <summary>Refuses a name that is not 1 to 200 characters long.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public static void Check(string group)
    {
        if (group is not { Length: >= 1 and <= 200 }) throw new ArgumentException("A consumer group's name has 1 to 200 characters.", nameof(group));
    }
}
