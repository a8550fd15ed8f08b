using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>Which choice each section has now, and who is in each room.</summary>
internal sealed class AllocationState
{
    /// <summary>The section has no choice.</summary>
    internal const int None = -1;

    private readonly AllocationProblem _problem;
    private readonly Choice[][] _choices;
    private readonly int[] _chosen;
    private readonly List<(int Section, MeetingPattern Pattern)>[] _occupants;

    internal AllocationState(AllocationProblem problem)
    {
        _problem = problem;
        _choices = ChoiceLists.Build(problem);
        _chosen = new int[_choices.Length];
        Array.Fill(_chosen, None);
        _occupants = new List<(int, MeetingPattern)>[problem.Rooms.Length];
        for (var room = 0; room < _occupants.Length; room++) _occupants[room] = [];
    }

    internal int Sections => _choices.Length;

    internal int Placed { get; private set; }

    internal ReadOnlySpan<Choice> ChoicesOf(int section) => _choices[section];

    internal int ChosenBy(int section) => _chosen[section];

    internal int PenaltyOf(int section) => _choices[section][_chosen[section]].Penalty;

    internal int[] Copy() => [.. _chosen];

    internal void Restore(int[] chosen)
    {
        for (var section = 0; section < chosen.Length; section++) Remove(section);
        for (var section = 0; section < chosen.Length; section++)
        {
            if (chosen[section] != None) Place(section, chosen[section]);
        }
    }

    /// <summary>Gives a section a choice that nothing conflicts with.</summary>
    internal void Place(int section, int choice)
    {
        var room = _choices[section][choice].Room;
        if (room >= 0) _occupants[room].Add((section, PatternOf(section, _choices[section][choice])));
        _chosen[section] = choice;
        Placed++;
    }

    internal void Remove(int section)
    {
        if (_chosen[section] == None) return;
        var room = _choices[section][_chosen[section]].Room;
        if (room >= 0) Leave(_occupants[room], section);
        _chosen[section] = None;
        Placed--;
    }

    // Who is tried out in a room and leaves again is at the end of the list.
    private static void Leave(List<(int Section, MeetingPattern Pattern)> occupants, int section)
    {
        var index = occupants.Count - 1;
        while (occupants[index].Section != section) index--;
        occupants.RemoveAt(index);
    }

    /// <summary>Lists the other sections that would have to leave the room.</summary>
    /// <param name="section">The section.</param>
    /// <param name="choice">The choice that it would take.</param>
    /// <param name="conflicts">Receives them; cleared first.</param>
    /// <param name="limit">How many are of interest; the list ends there.</param>
    internal void FindConflicts(int section, in Choice choice, List<int> conflicts, int limit = int.MaxValue)
    {
        conflicts.Clear();
        if (choice.Room < 0) return;
        var pattern = PatternOf(section, choice);
        foreach (var (other, taken) in _occupants[choice.Room])
        {
            if (other == section || !pattern.Overlaps(taken)) continue;
            conflicts.Add(other);
            if (conflicts.Count == limit) return;
        }
    }

    private MeetingPattern PatternOf(int section, in Choice choice) => _problem.Sections[section].Times[choice.Time].Pattern;
}
