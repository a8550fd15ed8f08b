namespace SmartCampus.Enrollments;

/// <summary>Which part of a list is wanted. Items that come or go between two parts neither repeat nor hide others.</summary>
public sealed record PageRequest
{
    /// <summary>The greatest size of a part: 200.</summary>
    public const int MaxSize = 200;

    /// <summary>The first part, with the default size.</summary>
    public static PageRequest First { get; } = new();

    /// <summary>The key after which to begin, itself excluded; null (default) begins at the first item.</summary>
    public string? After { get; init; }

    /// <summary>The greatest number of items: 1 to 200, 50 by default. A larger one is taken for 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Size
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = Math.Min(value, MaxSize);
        }
    } = 50;
}
