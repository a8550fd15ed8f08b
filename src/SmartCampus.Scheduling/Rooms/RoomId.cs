using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCampus.Scheduling;

/// <summary>The name of a room.</summary>
/// <remarks>1 to 100 characters of <c>[A-Za-z0-9._-]</c>, compared ordinally; a string in JSON. Immutable and safe to share between threads.</remarks>
[JsonConverter(typeof(RoomIdJsonConverter))]
public readonly record struct RoomId
{
    /// <summary>The greatest number of characters: 100.</summary>
    public const int MaxLength = 100;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly string? _value;

    /// <summary>Names a room.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty, too long or has a character outside the alphabet.</exception>
    public RoomId(string value) => _value = IsValid(value)
        ? value
        : throw new ArgumentException($"'{value}' is no room id; use 1 to {MaxLength} characters of A-Z, a-z, 0-9, '.', '_' and '-'.", nameof(value));

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(RoomId)</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This RoomId was never given a name (it is default(RoomId)).");

    /// <summary>Makes an id from text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out RoomId id)
    {
        var valid = IsValid(value);
        id = valid ? new RoomId(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);
}
