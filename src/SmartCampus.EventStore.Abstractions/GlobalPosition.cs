namespace SmartCampus.Events;

/// <summary>An event's place in the order of the whole store: unique, never reused, and growing, with gaps allowed.</summary>
/// <remarks>Positions are for comparing and for resuming; no arithmetic on them means anything. Immutable and safe to share between threads.</remarks>
public readonly record struct GlobalPosition : IComparable<GlobalPosition>
{
    /// <summary>Makes a position, for example one that was stored as a checkpoint.</summary>
    /// <param name="value">0 or more; 0 is before the first event.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative.</exception>
    public GlobalPosition(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The position before every event: 0.</summary>
    public static GlobalPosition Start => default;

    /// <summary>The number, 0 or more.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public int CompareTo(GlobalPosition other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left position is earlier.</summary>
    public static bool operator <(GlobalPosition left, GlobalPosition right) => left.Value < right.Value;

    /// <summary>Whether the left position is later.</summary>
    public static bool operator >(GlobalPosition left, GlobalPosition right) => left.Value > right.Value;

    /// <summary>Whether the left position is earlier or the same.</summary>
    public static bool operator <=(GlobalPosition left, GlobalPosition right) => left.Value <= right.Value;

    /// <summary>Whether the left position is later or the same.</summary>
    public static bool operator >=(GlobalPosition left, GlobalPosition right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
