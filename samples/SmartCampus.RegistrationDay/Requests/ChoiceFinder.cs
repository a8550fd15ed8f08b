using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Requests;

/// <summary>Finds the cheapest way to attend a course; of equally cheap ones, the one with the lowest class numbers.</summary>
/// <remarks>
/// Depth-first over the subparts with branch and bound. Classes are tried in the order of their numbers, so that among equal
/// costs the first one found is the answer, and a branch that cannot be strictly cheaper is cut. In a course that is made to be
/// hard the search ends after a fixed number of steps, with the best that it has found. Safe for use by several threads.
/// </remarks>
public sealed class ChoiceFinder(IReadOnlyDictionary<int, PlacedClass> placed)
{
    /// <summary>How many classes are tried for a course at most; real courses need some hundreds.</summary>
    private const int MaxSteps = 100_000;

    /// <summary>Finds the cheapest choice whose classes all pass and do not clash with each other.</summary>
    /// <param name="course">The course.</param>
    /// <param name="accepts">Whether a class may be part of the choice.</param>
    /// <param name="mayClash">Whether classes that clash with each other may be chosen together; false by default.</param>
    /// <returns>The choice, or null when there is none.</returns>
    public Choice? Cheapest(ItcCourse course, Func<PlacedClass, bool> accepts, bool mayClash = false)
    {
        Choice? best = null;
        var steps = 0;
        foreach (var config in course.Configs)
        {
            var subparts = config.Subparts.Select(s => Candidates(s, accepts)).ToArray();
            if (subparts.Any(s => s.Length == 0)) continue;
            var search = new Search(subparts, mayClash, best, steps);
            search.Run(0, 0);
            (best, steps) = (search.Best, search.Steps);
        }
        return best;
    }

    private PlacedClass[] Candidates(ItcSubpart subpart, Func<PlacedClass, bool> accepts) =>
        [.. subpart.Classes.Select(c => placed[c.Id]).Where(accepts).OrderBy(c => c.Id)];

    private sealed class Search(PlacedClass[][] subparts, bool mayClash, Choice? best, int steps)
    {
        private readonly PlacedClass[] _chosen = new PlacedClass[subparts.Length];
        private readonly int[] _cheapestRest = CheapestRest(subparts);

        public Choice? Best { get; private set; } = best;

        public int Steps { get; private set; } = steps;

        public void Run(int depth, int cost)
        {
            if (cost + _cheapestRest[depth] >= (Best?.Cost ?? int.MaxValue)) return;
            if (depth == subparts.Length)
            {
                if (HasItsParents()) Best = new Choice([.. _chosen.Select(c => c.Id)], cost);
                return;
            }
            foreach (var candidate in subparts[depth])
            {
                if (Steps++ >= MaxSteps) return;
                if (!mayClash && !Fits(candidate, depth)) continue;
                _chosen[depth] = candidate;
                Run(depth + 1, cost + candidate.Cost);
            }
        }

        private bool Fits(PlacedClass candidate, int depth)
        {
            for (var i = 0; i < depth; i++)
                if (_chosen[i].Meetings.Overlaps(candidate.Meetings)) return false;
            return true;
        }

        private bool HasItsParents() => _chosen.All(c => c.ParentId is not { } parent || _chosen.Any(other => other.Id == parent));

        private static int[] CheapestRest(PlacedClass[][] subparts)
        {
            var rest = new int[subparts.Length + 1];
            for (var i = subparts.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] + subparts[i].Min(c => c.Cost);
            return rest;
        }
    }
}
