using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>All the times at which a section meets.</summary>
/// <remarks>
/// <para>Times are kept in one order (start, end, days, weeks), so that patterns with the same times are equal however they were
/// listed. Written with semicolons, <c>MoWe 09:00-09:50 weeks 1-14; Fr 13:00-14:50 weeks 1-7</c>; in JSON an array of meeting
/// times.</para>
/// <para>Immutable and safe to share between threads.</para>
/// </remarks>
[JsonConverter(typeof(MeetingPatternJsonConverter))]
public sealed class MeetingPattern : IEquatable<MeetingPattern>
{
    /// <summary>The greatest number of times in a pattern: 64.</summary>
    public const int MaxTimes = 64;

    private readonly ImmutableArray<MeetingTime> _times;

    /// <summary>Makes a pattern.</summary>
    /// <param name="times">Up to 64 times that do not overlap each other, in any order; none for a section that never meets.</param>
    /// <exception cref="ArgumentException">There are too many times, one is <c>default</c>, or two overlap.</exception>
    public MeetingPattern(params ReadOnlySpan<MeetingTime> times)
    {
        if (times.Length > MaxTimes) throw new ArgumentException($"A pattern has at most {MaxTimes} times, not {times.Length}.", nameof(times));
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] == default) throw new ArgumentException("default(MeetingTime) is no time; make one with its constructor.", nameof(times));
            for (var j = 0; j < i; j++)
            {
                if (times[i].Overlaps(times[j])) throw new ArgumentException($"A section cannot meet twice at once: '{times[j]}' and '{times[i]}' overlap.", nameof(times));
            }
        }

        _times = [.. times];
        _times = _times.Sort(Compare);
    }

    /// <summary>The pattern of a section that never meets.</summary>
    public static MeetingPattern None { get; } = new();

    /// <summary>The times, in the order of the remarks.</summary>
    public ImmutableArray<MeetingTime> Times => _times;

    /// <summary>Whether there is no time.</summary>
    public bool IsEmpty => _times.IsEmpty;

    /// <summary>Whether a time of this pattern and one of the other share a week, a day and a slot.</summary>
    public bool Overlaps(MeetingPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var time in other._times)
        {
            if (Overlaps(time)) return true;
        }

        return false;
    }

    /// <summary>Whether a time of this pattern and the other time share a week, a day and a slot.</summary>
    public bool Overlaps(MeetingTime other)
    {
        foreach (var time in _times)
        {
            if (time.Overlaps(other)) return true;
        }

        return false;
    }

    /// <summary>Reads the text form; empty text is <see cref="None"/>.</summary>
    /// <exception cref="FormatException">The text is not a pattern.</exception>
    public static MeetingPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return None;
        var parts = text.Split("; ");
        var times = new MeetingTime[parts.Length];
        for (var i = 0; i < parts.Length; i++) times[i] = MeetingTime.Parse(parts[i]);
        try
        {
            return new MeetingPattern(times);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public bool Equals(MeetingPattern? other) => other is not null && _times.AsSpan().SequenceEqual(other._times.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MeetingPattern);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var time in _times) hash.Add(time);
        return hash.ToHashCode();
    }

    /// <summary>The pattern in the text form.</summary>
    public override string ToString() => string.Join("; ", _times);

    private static int Compare(MeetingTime left, MeetingTime right)
    {
        var order = left.StartSlot.CompareTo(right.StartSlot);
        if (order == 0) order = left.EndSlot.CompareTo(right.EndSlot);
        if (order == 0) order = left.Days.CompareTo(right.Days);
        return order != 0 ? order : left.Weeks.Bits.CompareTo(right.Weeks.Bits);
    }
}
