using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>Puts a final state into words.</summary>
internal static class AllocationReport
{
    internal static AllocationResult Make(AllocationProblem problem, AllocationState state, int steps)
    {
        var placed = ImmutableArray.CreateBuilder<PlacedSection>();
        var unplaced = ImmutableArray.CreateBuilder<UnplacedSection>();
        for (var section = 0; section < state.Sections; section++)
        {
            var chosen = state.ChosenBy(section);
            if (chosen == AllocationState.None) unplaced.Add(Explain(problem, state, section));
            else placed.Add(Describe(problem, problem.Sections[section], state.ChoicesOf(section)[chosen]));
        }

        return new AllocationResult(placed.ToImmutable(), unplaced.ToImmutable(), steps);
    }

    private static PlacedSection Describe(AllocationProblem problem, AllocationSection section, Choice choice)
    {
        var (pattern, timePenalty) = section.Times[choice.Time];
        if (choice.Room < 0) return new PlacedSection(section.Section, pattern, null, timePenalty, 0, 0);
        var seatsShort = Math.Max(0, section.Seats - problem.Rooms[choice.Room].Capacity);
        return new PlacedSection(section.Section, pattern, problem.Rooms[choice.Room].Room, timePenalty, section.Rooms[choice.Option].Penalty, seatsShort);
    }

    private static UnplacedSection Explain(AllocationProblem problem, AllocationState state, int section)
    {
        var id = problem.Sections[section].Section;
        if (problem.Sections[section].Times.IsEmpty) return new UnplacedSection(id, UnplacedReason.NoTime, []);
        if (state.ChoicesOf(section).IsEmpty) return new UnplacedSection(id, UnplacedReason.RoomsUnavailable, []);
        var inTheWay = new SortedSet<int>();
        var conflicts = new List<int>();
        foreach (var choice in state.ChoicesOf(section))
        {
            state.FindConflicts(section, choice, conflicts);
            inTheWay.UnionWith(conflicts);
        }

        return new UnplacedSection(id, UnplacedReason.RoomsTaken, [.. inTheWay.Select(other => problem.Sections[other].Section)]);
    }
}
