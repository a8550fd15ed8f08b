using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>A weekly meeting: on some days of some weeks, from one time of day to another on the same day.</summary>
/// <remarks>
/// <para>Time of day is counted in slots of five minutes, as the timetabling competition ITC 2019 counts it. Written as
/// <c>MoWeFr 09:00-09:50 weeks 1-14</c>; in JSON an object of four strings, <c>days</c>, <c>start</c>, <c>end</c> and
/// <c>weeks</c>. The end is the first moment that is free again, at most 24:00.</para>
/// <para>Immutable and safe to share between threads. <c>default(MeetingTime)</c> never takes place and overlaps nothing.</para>
/// </remarks>
[JsonConverter(typeof(MeetingTimeJsonConverter))]
public readonly record struct MeetingTime
{
    /// <summary>The slots of a day: 288.</summary>
    public const int SlotsPerDay = 288;

    /// <summary>The minutes of a slot: 5.</summary>
    public const int MinutesPerSlot = 5;

    private readonly byte _days;
    private readonly ushort _start;
    private readonly ushort _end;

    /// <summary>Makes a meeting time.</summary>
    /// <param name="days">At least one day.</param>
    /// <param name="startSlot">The first slot: 0 (midnight) to 287.</param>
    /// <param name="lengthInSlots">How many slots: at least 1, and the end within the same day.</param>
    /// <param name="weeks">At least one week.</param>
    /// <exception cref="ArgumentException">There is no day or no week, or a day that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The slots are outside the day.</exception>
    public MeetingTime(MeetingDays days, int startSlot, int lengthInSlots, WeekSet weeks)
    {
        if (!MeetingDaysText.IsValid(days)) throw new ArgumentException("A meeting needs at least one day, Monday to Sunday.", nameof(days));
        if (weeks.IsEmpty) throw new ArgumentException("A meeting needs at least one week.", nameof(weeks));
        ArgumentOutOfRangeException.ThrowIfNegative(startSlot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(startSlot, SlotsPerDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(lengthInSlots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthInSlots, SlotsPerDay - startSlot);
        (_days, _start, _end, Weeks) = ((byte)days, (ushort)startSlot, (ushort)(startSlot + lengthInSlots), weeks);
    }

    /// <summary>The days of the week.</summary>
    public MeetingDays Days => (MeetingDays)_days;

    /// <summary>The weeks of the term.</summary>
    public WeekSet Weeks { get; }

    /// <summary>The first slot, 0 to 287.</summary>
    public int StartSlot => _start;

    /// <summary>How many slots, 1 to 288.</summary>
    public int LengthInSlots => _end - _start;

    /// <summary>The first slot after the meeting, 1 to 288.</summary>
    public int EndSlot => _end;

    /// <summary>Whether the meetings share a week, a day and a slot. One that ends when the other starts does not.</summary>
    public bool Overlaps(MeetingTime other) =>
        (_days & other._days) != 0 && _start < other._end && other._start < _end && Weeks.Overlaps(other.Weeks);

    /// <summary>Reads the text form.</summary>
    /// <param name="text">Text such as <c>MoWeFr 09:00-09:50 weeks 1-14</c>.</param>
    /// <exception cref="FormatException">The text is not a meeting time.</exception>
    public static MeetingTime Parse(ReadOnlySpan<char> text) => TryParse(text, out var time)
        ? time
        : throw new FormatException($"'{text}' is not a meeting time; write it like 'MoWeFr 09:00-09:50 weeks 1-14', in steps of five minutes.");

    /// <summary>Reads the text form without throwing.</summary>
    /// <returns>Whether <paramref name="text"/> is a meeting time.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MeetingTime time) => MeetingTimeText.TryParse(text, out time);

    /// <summary>The meeting time in the text form.</summary>
    public override string ToString() => MeetingTimeText.Format(this);
}
