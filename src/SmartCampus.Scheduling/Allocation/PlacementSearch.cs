using System.Runtime.InteropServices;

namespace SmartCampus.Scheduling;

/// <summary>
/// Places as many sections as it can: iterative forward search with conflict-based statistics, after T. Müller, "Constraint-based
/// Timetabling", PhD thesis, Charles University Prague, 2005, and T. Müller, R. Barták, H. Rudová, "Conflict-based Statistics", 2004.
/// </summary>
/// <remarks>
/// Who was tried least often goes first, and among those who has the fewest choices. A section takes the choice that throws out the fewest others, where throwing one out
/// counts one more for every time that this very choice has done so before; among equals the cheapest. Who is thrown out queues
/// again. The growing counts drive the search out of circles. The original breaks ties at random; here the order of the problem
/// breaks them, so that the same problem always has the same result.
/// </remarks>
internal sealed class PlacementSearch(AllocationState state, Action<int> step)
{
    /// <summary>How many placements are tried for each section before the search gives up.</summary>
    private const int StepsPerSection = 60;

    private readonly Dictionary<(int Section, int Choice, int Other, int OtherChoice), int> _thrownOut = [];
    private readonly PriorityQueue<int, (int Tries, int Choices, int Section)> _waiting = new();
    private readonly int[] _tries = new int[state.Sections];
    private readonly List<int> _conflicts = [];

    internal void Run()
    {
        for (var section = 0; section < state.Sections; section++) Enqueue(section);
        var best = state.Copy();
        var bestPlaced = state.Placed;
        for (var steps = 0; steps < StepsPerSection * state.Sections && _waiting.TryDequeue(out var section, out _); steps++)
        {
            step(state.Placed);
            var choice = FindChoice(section);
            ThrowOut(section, choice);
            state.Place(section, choice);
            if (state.Placed <= bestPlaced) continue;
            (best, bestPlaced) = (state.Copy(), state.Placed);
        }

        if (state.Placed < bestPlaced) state.Restore(best);
    }

    private void Enqueue(int section)
    {
        var choices = state.ChoicesOf(section).Length;
        if (choices > 0) _waiting.Enqueue(section, (_tries[section]++, choices, section));
    }

    private int FindChoice(int section)
    {
        var choices = state.ChoicesOf(section);
        var (best, bestWeight) = (0, int.MaxValue);
        for (var choice = 0; choice < choices.Length; choice++)
        {
            var weight = Weigh(section, choice, bestWeight);
            // Choices are sorted by penalty: the first without conflicts is the cheapest.
            if (weight == 0) return choice;
            if (weight < bestWeight) (best, bestWeight) = (choice, weight);
        }

        return best;
    }

    private int Weigh(int section, int choice, int atMost)
    {
        state.FindConflicts(section, state.ChoicesOf(section)[choice], _conflicts, atMost);
        var weight = _conflicts.Count;
        foreach (var other in _conflicts) weight += _thrownOut.GetValueOrDefault((section, choice, other, state.ChosenBy(other)));
        return weight;
    }

    private void ThrowOut(int section, int choice)
    {
        state.FindConflicts(section, state.ChoicesOf(section)[choice], _conflicts);
        foreach (var other in _conflicts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_thrownOut, (section, choice, other, state.ChosenBy(other)), out _)++;
            state.Remove(other);
            Enqueue(other);
        }
    }
}
