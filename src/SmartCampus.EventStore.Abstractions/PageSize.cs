namespace SmartCampus.Events;

/// <summary>The bounds of a page that is read from a store.</summary>
public static class PageSize
{
    /// <summary>The number of events in a page when nothing else is asked for: 512.</summary>
    public const int Default = 512;

    /// <summary>The greatest number of events in a page: 4,096.</summary>
    public const int Max = 4_096;

    internal static int Check(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        return value;
    }
}
