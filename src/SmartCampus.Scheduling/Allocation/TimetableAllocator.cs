namespace SmartCampus.Scheduling;

/// <summary>Gives sections times and rooms so that no room holds two meetings at once or a meeting while it is unavailable.</summary>
/// <remarks>
/// <list type="number">
/// <item>As many sections as possible are placed, by iterative forward search with conflict-based statistics (T. Müller,
/// "Constraint-based Timetabling", 2005): the most constrained section first, throwing out others where needed.</item>
/// <item>Then penalties are lowered by hill climbing with ejection chains of up to three, for as long as that helps, up to a
/// fixed number of passes. The result is good, not optimal.</item>
/// <item>A section that wants more seats than any of its rooms has gets one of the largest and appears in
/// <see cref="AllocationResult.OverCapacity"/>. A section that cannot be placed appears in <see cref="AllocationResult.Unplaced"/>
/// with the reason.</item>
/// <item>The same problem always has the same result: nothing is random and no clock is read.</item>
/// </list>
/// Pure, and safe for use by several threads.
/// </remarks>
public static class TimetableAllocator
{
    private const int StepsPerReport = 50;

    /// <summary>Solves a problem. Runs on the calling thread; a few hundred sections take a second or a few.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="progress">Told now and then how far the allocation is; null for nobody.</param>
    /// <param name="cancellationToken">Ends the search early, without a result.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static AllocationResult Allocate(
        AllocationProblem problem, IProgress<AllocationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var state = new AllocationState(problem);
        var steps = 0;
        new PlacementSearch(state, Step).Run();
        new PenaltySearch(state, Step).Run();
        PlaceWhatFits(state);
        progress?.Report(new AllocationProgress(state.Placed, state.Sections, steps));
        return AllocationReport.Make(problem, state, steps);

        void Step(int placed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (steps++ % StepsPerReport == 0) progress?.Report(new AllocationProgress(placed, state.Sections, steps));
        }
    }

    /// <summary>Moves for lower penalties may have made room for a section that had none.</summary>
    private static void PlaceWhatFits(AllocationState state)
    {
        var conflicts = new List<int>();
        for (var section = 0; section < state.Sections; section++)
        {
            var choices = state.ChoicesOf(section);
            for (var choice = 0; choice < choices.Length && state.ChosenBy(section) == AllocationState.None; choice++)
            {
                state.FindConflicts(section, choices[choice], conflicts, limit: 1);
                if (conflicts.Count == 0) state.Place(section, choice);
            }
        }
    }
}
