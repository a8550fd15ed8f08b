namespace SmartCampus.Events;

/// <summary>What an ordered insert has left over: commits that cannot be stored as composed, and those that nothing is known to stand against.</summary>
internal readonly record struct CommitSplit(List<(WriteOperation Operation, Commit Commit)> Lost, List<(WriteOperation Operation, Commit Commit)> Kept)
{
    /// <summary>Splits what is left over. The first has lost, and so has what shares a stream with anything that has: it may build on what is not there.</summary>
    public static CommitSplit Of(List<(WriteOperation Operation, Commit Commit)> rest)
    {
        var split = new CommitSplit([], []);
        var streams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commit in rest)
        {
            var hasLost = split.Lost.Count == 0 || commit.Operation.Answer.IsCompleted || commit.Operation.Streams.Any(streams.Contains);
            if (hasLost) streams.UnionWith(commit.Operation.Streams);
            (hasLost ? split.Lost : split.Kept).Add(commit);
        }
        return split;
    }

    /// <summary>Commits whose positions lie beside each other, together.</summary>
    public static IEnumerable<List<(WriteOperation Operation, Commit Commit)>> Runs(IEnumerable<(WriteOperation Operation, Commit Commit)> commits)
    {
        var run = new List<(WriteOperation Operation, Commit Commit)>();
        foreach (var commit in commits.OrderBy(c => c.Commit.Last))
        {
            if (run.Count > 0 && run[^1].Commit.Last + 1 != commit.Commit.First)
            {
                yield return run;
                run = [];
            }
            run.Add(commit);
        }
        if (run.Count > 0) yield return run;
    }
}
