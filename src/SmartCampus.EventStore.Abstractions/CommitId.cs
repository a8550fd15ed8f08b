namespace SmartCampus.Events;

/// <summary>The identity of one append, by which a retry finds the result of the first try.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <param name="Value">Any GUID but the empty one. Version 7 (RFC 9562), which <see cref="New"/> makes, keeps a store's index of ids compact.</param>
public readonly record struct CommitId(Guid Value)
{
    /// <summary>Makes an id that nobody else has: a version 7 GUID.</summary>
    public static CommitId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
