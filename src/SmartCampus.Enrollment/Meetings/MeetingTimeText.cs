using System.Globalization;
using System.Text;

namespace SmartCampus.Enrollments;

/// <summary>The text form of a meeting time and of its parts.</summary>
internal static class MeetingTimeText
{
    private const string WeeksWord = "weeks";

    internal static string Format(MeetingTime time)
    {
        if (time == default) return "";
        var text = new StringBuilder();
        MeetingDaysText.Append(text, time.Days);
        text.Append(CultureInfo.InvariantCulture, $" {FormatSlot(time.StartSlot)}-{FormatSlot(time.EndSlot)} {WeeksWord} {time.Weeks}");
        return text.ToString();
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out MeetingTime time)
    {
        time = default;
        Span<Range> parts = stackalloc Range[5];
        if (text.Split(parts, ' ') != 4 || !text[parts[2]].SequenceEqual(WeeksWord)) return false;
        var times = text[parts[1]];
        var dash = times.IndexOf('-');
        return dash >= 0 && TryCreate(text[parts[0]], times[..dash], times[(dash + 1)..], text[parts[3]], out time);
    }

    internal static bool TryCreate(
        ReadOnlySpan<char> days, ReadOnlySpan<char> start, ReadOnlySpan<char> end, ReadOnlySpan<char> weeks, out MeetingTime time)
    {
        time = default;
        if (!MeetingDaysText.TryParse(days, out var daySet) || !WeekSet.TryParse(weeks, out var weekSet)) return false;
        if (!TryParseSlot(start, out var first) || !TryParseSlot(end, out var last) || first >= last) return false;
        time = new MeetingTime(daySet, first, last - first, weekSet);
        return true;
    }

    internal static string FormatDays(MeetingDays days)
    {
        var text = new StringBuilder();
        MeetingDaysText.Append(text, days);
        return text.ToString();
    }

    internal static string FormatSlot(int slot)
    {
        var minutes = slot * MeetingTime.MinutesPerSlot;
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
    }

    private static bool TryParseSlot(ReadOnlySpan<char> text, out int slot)
    {
        slot = 0;
        if (text.Length != 5 || text[2] != ':') return false;
        if (!int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return false;
        if (!int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return false;
        if (minutes > 59 || minutes % MeetingTime.MinutesPerSlot != 0) return false;
        slot = (hours * 60 + minutes) / MeetingTime.MinutesPerSlot;
        return slot <= MeetingTime.SlotsPerDay;
    }
}
