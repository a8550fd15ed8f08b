namespace SmartCampus.Events;

/// <summary>An event's place in its stream: the first event is 1, an empty stream is at 0, and there are no gaps.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public readonly record struct StreamVersion : IComparable<StreamVersion>
{
    /// <summary>Makes a version.</summary>
    /// <param name="value">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative.</exception>
    public StreamVersion(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The version of a stream without events: 0.</summary>
    public static StreamVersion None => default;

    /// <summary>The version of a stream's first event: 1.</summary>
    public static StreamVersion First => new(1);

    /// <summary>The number, 0 or more.</summary>
    public long Value { get; }

    /// <summary>The version after this one.</summary>
    public StreamVersion Next => new(Value + 1);

    /// <summary>Makes a version of a number.</summary>
    public static implicit operator StreamVersion(long value) => new(value);

    /// <inheritdoc/>
    public int CompareTo(StreamVersion other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left version is lower.</summary>
    public static bool operator <(StreamVersion left, StreamVersion right) => left.Value < right.Value;

    /// <summary>Whether the left version is higher.</summary>
    public static bool operator >(StreamVersion left, StreamVersion right) => left.Value > right.Value;

    /// <summary>Whether the left version is lower or the same.</summary>
    public static bool operator <=(StreamVersion left, StreamVersion right) => left.Value <= right.Value;

    /// <summary>Whether the left version is higher or the same.</summary>
    public static bool operator >=(StreamVersion left, StreamVersion right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
