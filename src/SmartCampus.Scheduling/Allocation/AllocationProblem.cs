using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>Which sections are to be placed into which rooms. Immutable and safe to share between threads.</summary>
public sealed class AllocationProblem
{
    /// <summary>Makes a problem.</summary>
    /// <param name="rooms">The rooms, each once.</param>
    /// <param name="sections">The sections, each once. Their order decides between choices that are equally good.</param>
    /// <exception cref="ArgumentException">A room or section is there twice, a number is negative, or a section names a room that is not there or names one twice.</exception>
    public AllocationProblem(IEnumerable<AllocationRoom> rooms, IEnumerable<AllocationSection> sections)
    {
        (Rooms, Sections) = ([.. rooms], [.. sections]);
        var roomIds = new HashSet<RoomId>();
        foreach (var room in Rooms)
        {
            if (!roomIds.Add(room.Room)) throw new ArgumentException($"Room {room.Room} is there twice.", nameof(rooms));
            if (room.Capacity < 0) throw new ArgumentException($"Room {room.Room} has a negative capacity.", nameof(rooms));
        }

        var sectionIds = new HashSet<SectionId>();
        foreach (var section in Sections)
        {
            if (!sectionIds.Add(section.Section)) throw new ArgumentException($"Section {section.Section} is there twice.", nameof(sections));
            Check(section, roomIds);
        }
    }

    /// <summary>The rooms.</summary>
    public ImmutableArray<AllocationRoom> Rooms { get; }

    /// <summary>The sections.</summary>
    public ImmutableArray<AllocationSection> Sections { get; }

    private static void Check(AllocationSection section, HashSet<RoomId> rooms)
    {
        if (section.Seats < 0 || section.Times.Any(time => time.Penalty < 0) || section.Rooms.Any(room => room.Penalty < 0))
            throw new ArgumentException($"Section {section.Section} has a negative number of seats or a negative penalty.", nameof(section));
        var own = new HashSet<RoomId>();
        foreach (var option in section.Rooms)
        {
            if (!rooms.Contains(option.Room)) throw new ArgumentException($"Section {section.Section} names room {option.Room}, which is not among the rooms.", nameof(section));
            if (!own.Add(option.Room)) throw new ArgumentException($"Section {section.Section} names room {option.Room} twice.", nameof(section));
        }
    }
}
