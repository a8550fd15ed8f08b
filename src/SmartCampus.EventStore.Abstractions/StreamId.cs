using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SmartCampus.Events;

/// <summary>The name of a stream: the unit of ordering and of optimistic concurrency.</summary>
/// <remarks>
/// 1 to 200 characters of <c>[A-Za-z0-9._:-]</c>, compared ordinally. Names that start with <c>$</c> are reserved for
/// stores, and <c>$</c> is outside the alphabet, so no caller can make one. Immutable and safe to share between threads.
/// </remarks>
public readonly record struct StreamId
{
    /// <summary>The greatest number of characters in a name: 200.</summary>
    public const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    private readonly string? _value;

    /// <summary>Names a stream.</summary>
    /// <param name="value">The name; see the remarks of the type for what is allowed.</param>
    /// <exception cref="InvalidStreamIdException"><paramref name="value"/> is empty, too long or has a character outside the alphabet.</exception>
    public StreamId(string value) => _value = IsValid(value) ? value : throw new InvalidStreamIdException(value);

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(StreamId)</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This StreamId was never given a name (it is default(StreamId)).");

    /// <summary>Whether this is <c>default(StreamId)</c>, which names no stream and is refused by every store.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Makes a name from text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out StreamId id)
    {
        var valid = IsValid(value);
        id = valid ? new StreamId(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);
}
