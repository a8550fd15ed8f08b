namespace SmartCampus.Scheduling;

/// <summary>
/// Lowers the penalties of what is placed: hill climbing with ejection chains (F. Glover, "Ejection chains, reference structures and
/// alternating path methods for traveling salesman problems", 1996): a section takes a cheaper place; who is there moves
/// elsewhere, perhaps throwing out the next; and all of it stays only when together they cost less than before.
/// </summary>
internal sealed class PenaltySearch(AllocationState state, Action<int> step)
{
    /// <summary>How many times all sections are gone through at most.</summary>
    private const int MaxPasses = 20;

    /// <summary>How many sections a chain moves at most. Longer ones were tried on ITC 2019 instances: they cost much time for little gain.</summary>
    private const int ChainLength = 3;

    private readonly List<int>[] _conflicts = [.. Enumerable.Range(0, ChainLength + 1).Select(_ => new List<int>())];
    private readonly HashSet<int> _moved = [];

    internal void Run()
    {
        var improved = true;
        for (var pass = 0; pass < MaxPasses && improved; pass++)
        {
            improved = false;
            for (var section = 0; section < state.Sections; section++)
            {
                step(state.Placed);
                if (state.ChosenBy(section) != AllocationState.None) improved |= Improve(section);
            }
        }
    }

    private bool Improve(int section)
    {
        var (chosen, penalty) = (state.ChosenBy(section), state.PenaltyOf(section));
        state.Remove(section);
        if (TryPlace(section, penalty, ChainLength)) return true;
        state.Place(section, chosen);
        return false;
    }

    /// <summary>Places a section that has no place, and all whom that throws out, or changes nothing.</summary>
    /// <param name="section">The section.</param>
    /// <param name="budget">Together they must cost less.</param>
    /// <param name="length">How many sections may move, this one included.</param>
    private bool TryPlace(int section, int budget, int length)
    {
        var choices = state.ChoicesOf(section);
        var conflicts = _conflicts[length];
        for (var choice = 0; choice < choices.Length && choices[choice].Penalty < budget; choice++)
        {
            state.FindConflicts(section, choices[choice], conflicts, limit: 2);
            if (conflicts.Count == 0)
            {
                state.Place(section, choice);
                return true;
            }

            if (conflicts.Count == 1 && length > 1 && TryPush(section, choice, conflicts[0], budget - choices[choice].Penalty, length - 1)) return true;
        }

        return false;
    }

    private bool TryPush(int section, int choice, int other, int budget, int length)
    {
        if (_moved.Contains(other)) return false;
        var (chosen, penalty) = (state.ChosenBy(other), state.PenaltyOf(other));
        state.Remove(other);
        state.Place(section, choice);
        _moved.Add(section);
        var placed = TryPlace(other, budget + penalty, length);
        _moved.Remove(section);
        if (placed) return true;
        state.Remove(section);
        state.Place(other, chosen);
        return false;
    }
}
