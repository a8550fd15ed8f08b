using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Says an instance in the scheduler's words.</summary>
public static class ItcAllocation
{
    /// <summary>The problem of giving every class one of its times and rooms.</summary>
    public static AllocationProblem ToProblem(ItcInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new AllocationProblem(
            instance.Rooms.Select(room => new AllocationRoom(ToRoomId(room.Id), room.Capacity, room.Unavailable)),
            instance.Classes.Select(ToSection));
    }

    /// <summary>The id of the room that a number of the file names.</summary>
    public static RoomId ToRoomId(int room) => new(room.ToString(CultureInfo.InvariantCulture));

    /// <summary>The id of the section that stands for a class of the file.</summary>
    public static SectionId ToSectionId(int section) => new(section.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number of the class that a section stands for.</summary>
    public static int ToClassId(SectionId section) => int.Parse(section.Value, CultureInfo.InvariantCulture);

    private static AllocationSection ToSection(ItcClass section) => new(
        ToSectionId(section.Id),
        section.Limit,
        [.. section.Times.Select(option => new TimeOption(new MeetingPattern(option.Time), option.Penalty))],
        [.. section.Rooms.Select(option => new RoomOption(ToRoomId(option.RoomId), option.Penalty))]);
}
