using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>Lists the choices of every section: times and rooms that are large enough and available, cheapest first.</summary>
internal static class ChoiceLists
{
    internal static Choice[][] Build(AllocationProblem problem)
    {
        var places = new Dictionary<RoomId, int>();
        for (var room = 0; room < problem.Rooms.Length; room++) places.Add(problem.Rooms[room].Room, room);
        var lists = new Choice[problem.Sections.Length][];
        for (var section = 0; section < lists.Length; section++) lists[section] = Build(problem, problem.Sections[section], places);
        return lists;
    }

    private static Choice[] Build(AllocationProblem problem, AllocationSection section, Dictionary<RoomId, int> places)
    {
        var choices = new List<Choice>();
        var rooms = RoomsToConsider(problem, section, places);
        for (var time = 0; time < section.Times.Length; time++)
        {
            var (pattern, penalty) = section.Times[time];
            if (section.Rooms.IsEmpty) choices.Add(new Choice(time, -1, -1, penalty));
            foreach (var option in rooms)
            {
                var room = places[section.Rooms[option].Room];
                if (IsAvailable(problem.Rooms[room], pattern)) choices.Add(new Choice(time, option, room, penalty + section.Rooms[option].Penalty));
            }
        }

        // Stable, so that among equally cheap choices the one that is listed first comes first.
        return [.. choices.OrderBy(choice => choice.Penalty)];
    }

    private static List<int> RoomsToConsider(AllocationProblem problem, AllocationSection section, Dictionary<RoomId, int> places)
    {
        if (section.Rooms.IsEmpty) return [];
        var capacities = section.Rooms.Select(option => problem.Rooms[places[option.Room]].Capacity).ToArray();
        var wanted = Math.Min(section.Seats, capacities.Max());
        return [.. Enumerable.Range(0, capacities.Length).Where(option => capacities[option] >= wanted)];
    }

    private static bool IsAvailable(AllocationRoom room, MeetingPattern pattern)
    {
        foreach (var time in room.Unavailable)
        {
            if (pattern.Overlaps(time)) return false;
        }

        return true;
    }
}
