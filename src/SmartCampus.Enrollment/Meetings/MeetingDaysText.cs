using System.Text;

namespace SmartCampus.Enrollments;

/// <summary>The text form of a set of days: two letters each, Monday first, as in <c>MoWeFr</c>.</summary>
internal static class MeetingDaysText
{
    private const string Names = "MoTuWeThFrSaSu";
    private const int DaysPerWeek = 7;

    internal static bool IsValid(MeetingDays days) => days is > MeetingDays.None and <= MeetingDays.All;

    internal static void Append(StringBuilder text, MeetingDays days)
    {
        for (var day = 0; day < DaysPerWeek; day++)
        {
            if (((int)days & (1 << day)) != 0) text.Append(Names, day * 2, 2);
        }
    }

    /// <summary>Reads days that are in order and without repetition, so that every set has one text.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out MeetingDays days)
    {
        days = MeetingDays.None;
        var rest = text;
        for (var day = 0; day < DaysPerWeek; day++)
        {
            if (!rest.StartsWith(Names.AsSpan(day * 2, 2), StringComparison.Ordinal)) continue;
            days |= (MeetingDays)(1 << day);
            rest = rest[2..];
        }

        return rest.IsEmpty && days != MeetingDays.None;
    }
}
