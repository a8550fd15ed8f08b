using System.Globalization;
using System.Numerics;
using System.Text;

namespace SmartCampus.Enrollments;

/// <summary>A set of teaching weeks of a term, numbered from 1 to 64.</summary>
/// <remarks>Written as <c>1-14</c> or <c>1-6,8,10-14</c>. Immutable and safe to share between threads.</remarks>
/// <param name="Bits">One bit a week; the lowest is week 1.</param>
public readonly record struct WeekSet(ulong Bits)
{
    /// <summary>The greatest week number: 64.</summary>
    public const int MaxWeek = 64;

    /// <summary>Whether no week is in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many weeks are in the set, 0 to 64.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The weeks from one to another, both included.</summary>
    /// <param name="first">1 to 64.</param>
    /// <param name="last"><paramref name="first"/> to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A week is outside its range.</exception>
    public static WeekSet Range(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, MaxWeek);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        return new WeekSet((ulong.MaxValue >> (MaxWeek - (last - first + 1))) << (first - 1));
    }

    /// <summary>Whether a week is in the set.</summary>
    /// <param name="week">The number of the week; false outside 1 to 64.</param>
    public bool Contains(int week) => week is >= 1 and <= MaxWeek && (Bits & (1UL << (week - 1))) != 0;

    /// <summary>Whether the sets share a week.</summary>
    public bool Overlaps(WeekSet other) => (Bits & other.Bits) != 0;

    /// <summary>Reads the text form without throwing.</summary>
    /// <param name="text">Weeks and ranges in ascending order, such as <c>1-6,8</c>; at least one week.</param>
    /// <param name="weeks">The weeks, or none when the text is not valid.</param>
    /// <returns>Whether <paramref name="text"/> is valid.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out WeekSet weeks)
    {
        weeks = default;
        var bits = 0UL;
        var previous = 0;
        foreach (var part in text.Split(','))
        {
            if (!TryParseRange(text[part], out var first, out var last) || first <= previous) return false;
            bits |= Range(first, last).Bits;
            previous = last;
        }

        weeks = new WeekSet(bits);
        return true;
    }

    /// <summary>The weeks in the text form; empty for no week.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var first = 1; first <= MaxWeek; first++)
        {
            if (!Contains(first)) continue;
            var last = first;
            while (Contains(last + 1)) last++;
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
            first = last;
        }

        return text.ToString();
    }

    private static bool TryParseRange(ReadOnlySpan<char> text, out int first, out int last)
    {
        var dash = text.IndexOf('-');
        var left = dash < 0 ? text : text[..dash];
        var right = dash < 0 ? text : text[(dash + 1)..];
        last = 0;
        return TryParseWeek(left, out first) && TryParseWeek(right, out last) && first <= last;
    }

    private static bool TryParseWeek(ReadOnlySpan<char> text, out int week) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out week) && week is >= 1 and <= MaxWeek;
}
