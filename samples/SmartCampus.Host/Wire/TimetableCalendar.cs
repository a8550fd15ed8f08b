using System.Numerics;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire;

/// <summary>A timetable as a calendar (RFC 5545), in the campus' local time ("floating": whatever the reader's time zone is).</summary>
internal static class TimetableCalendar
{
    public const string ContentType = "text/calendar";

    private const int DaysPerWeek = 7;

    /// <summary>Writes a calendar.</summary>
    /// <param name="timetable">The meetings.</param>
    /// <param name="term">Their term.</param>
    /// <param name="firstDay">The Monday of the term's week 1.</param>
    /// <param name="now">When it is written.</param>
    public static string Write(Timetable timetable, TermId term, DateOnly firstDay, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//SmartCampus//Timetables//EN" };
        foreach (var same in timetable.Entries.GroupBy(entry => (entry.Section, entry.Time)))
        {
            var number = 0;
            foreach (var entry in same) calendar.Events.Add(EventOf(entry, number++, term, firstDay, now));
        }
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    // One event that recurs each week from the first to the last, without the weeks in between that are no teaching weeks.
    private static CalendarEvent EventOf(TimetableEntry entry, int number, TermId term, DateOnly firstDay, DateTimeOffset now)
    {
        var time = entry.Time;
        var days = Enumerable.Range(0, DaysPerWeek).Where(day => ((int)time.Days & (1 << day)) != 0).ToArray();
        var first = 1 + BitOperations.TrailingZeroCount(time.Weeks.Bits);
        var last = WeekSet.MaxWeek - BitOperations.LeadingZeroCount(time.Weeks.Bits);
        var begin = At(firstDay, first, days[0], time.StartSlot);
        var result = new CalendarEvent
        {
            // A meeting keeps its identity when it moves to another room. The number tells those apart that take several rooms at once.
            Uid = $"{Uri.EscapeDataString(term.Value)}-{entry.Section}-{time.Days:D}-{time.StartSlot}-{time.Weeks.Bits:x}-{number}@smartcampus",
            DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
            Summary = entry.Section.Value,
            Location = entry.Room?.Value,
            Start = new CalDateTime(begin),
            End = new CalDateTime(begin.AddMinutes(time.LengthInSlots * MeetingTime.MinutesPerSlot)),
        };
        result.RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly)
        {
            ByDay = [.. days.Select(day => new WeekDay((DayOfWeek)((day + 1) % DaysPerWeek)))],
            Until = new CalDateTime(At(firstDay, last, days[^1], time.StartSlot)),
        };
        for (var week = first; week <= last; week++)
        {
            if (time.Weeks.Contains(week)) continue;
            foreach (var day in days) result.ExceptionDates.Add(new CalDateTime(At(firstDay, week, day, time.StartSlot)));
        }

        return result;
    }

    private static DateTime At(DateOnly firstDay, int week, int day, int slot) =>
        firstDay.AddDays(((week - 1) * DaysPerWeek) + day).ToDateTime(TimeOnly.MinValue).AddMinutes(slot * MeetingTime.MinutesPerSlot);
}
