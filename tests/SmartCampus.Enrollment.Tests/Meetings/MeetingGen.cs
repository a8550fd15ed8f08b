using CsCheck;
using SmartCampus.Enrollments;

namespace SmartCampus.Enrollment.Tests.Meetings;

/// <summary>Random meeting times; narrow enough that overlaps are common.</summary>
internal static class MeetingGen
{
    public static Gen<WeekSet> Weeks { get; } = Gen.ULong.Where(bits => bits != 0).Select(bits => new WeekSet(bits));

    public static Gen<MeetingTime> AnyTime { get; } = Gen.Select(
        Gen.Int[1, 127], Gen.Int[0, 287], Gen.Int[0, 287], Weeks,
        (days, a, b, weeks) => new MeetingTime((MeetingDays)days, Math.Min(a, b), Math.Abs(a - b) + 1, weeks));

    public static Gen<MeetingTime> CrowdedTime { get; } = Gen.Select(
        Gen.Int[1, 127], Gen.Int[96, 108], Gen.Int[1, 8], Gen.ULong[1, 15],
        (days, start, length, weeks) => new MeetingTime((MeetingDays)(days & 7 | 1 << days % 3), start, length, new WeekSet(weeks)));

    public static Gen<MeetingPattern> Pattern { get; } = CrowdedTime.Array[0, 5].Select(times =>
    {
        var kept = new List<MeetingTime>();
        foreach (var time in times)
        {
            if (!kept.Exists(other => other.Overlaps(time))) kept.Add(time);
        }

        return new MeetingPattern([.. kept]);
    });

    /// <summary>The definition that the fast test must agree with: every (week, day, slot) one by one.</summary>
    public static HashSet<(int Week, int Day, int Slot)> Cells(MeetingTime time) =>
    [
        .. from week in Enumerable.Range(1, WeekSet.MaxWeek)
           where time.Weeks.Contains(week)
           from day in Enumerable.Range(0, 7)
           where ((int)time.Days & (1 << day)) != 0
           from slot in Enumerable.Range(time.StartSlot, time.LengthInSlots)
           select (week, day, slot),
    ];
}
