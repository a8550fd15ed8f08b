namespace SmartCampus.Enrollments;

/// <summary>A part of a list.</summary>
/// <param name="Items">The items, in ordinal order of their keys.</param>
/// <param name="NextAfter">The key after which the next part begins; null when this is the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? NextAfter);
