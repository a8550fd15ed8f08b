using System.Globalization;
using CsCheck;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling.Tests.Allocation;

/// <summary>Random problems, small and crowded: few rooms, few hours, so that not every section fits.</summary>
internal static class ProblemGen
{
    private static readonly Gen<MeetingTime> Time = Gen.Select(
        Gen.Int[1, 7], Gen.Int[0, 7], Gen.Int[1, 3], Gen.ULong[1, 3],
        (days, start, length, weeks) => new MeetingTime((MeetingDays)days, 96 + start, length, new WeekSet(weeks)));

    private static readonly Gen<AllocationRoom[]> Rooms = Gen.Select(
        Gen.Int[10, 40], Time.Array[0, 2], (capacity, unavailable) => (capacity, unavailable)).Array[1, 4].Select(rooms =>
            rooms.Select((room, i) => new AllocationRoom(RoomName(i), room.capacity, [.. room.unavailable])).ToArray());

    public static Gen<AllocationProblem> Problem { get; } = Rooms.SelectMany(rooms =>
        Section(rooms.Length).Array[0, 14].Select(sections =>
            new AllocationProblem(rooms, sections.Select((section, i) => section with { Section = SectionName(i) }))));

    public static RoomId RoomName(int room) => new(string.Create(CultureInfo.InvariantCulture, $"r{room}"));

    public static SectionId SectionName(int section) => new(string.Create(CultureInfo.InvariantCulture, $"s{section}"));

    private static Gen<AllocationSection> Section(int rooms) => Gen.Select(
        Gen.Int[0, 50],
        Gen.Select(Time, Gen.Int[0, 9], (time, penalty) => new TimeOption(new MeetingPattern(time), penalty)).Array[0, 4],
        Gen.Int[0, (1 << rooms) - 1],
        Gen.Int[0, 9],
        (seats, times, chosenRooms, penalty) => new AllocationSection(
            SectionName(0),
            seats,
            [.. times],
            [.. Enumerable.Range(0, rooms).Where(room => (chosenRooms & (1 << room)) != 0).Select(room => new RoomOption(RoomName(room), (penalty + room) % 5))]));
}
