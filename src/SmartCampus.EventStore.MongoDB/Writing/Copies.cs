namespace SmartCampus.Events;

/// <summary>The same append, asked for several times at once: one of a kind is in a group, and the others wait for its answer.</summary>
internal static class Copies
{
    /// <summary>Adds an operation to a group, or to the one in it that has the same id.</summary>
    public static void Add(List<WriteOperation> group, WriteOperation operation)
    {
        if (group.Find(o => o.Id == operation.Id) is { } first) first.Copies.Add(operation);
        else group.Add(operation);
    }

    public static void Answer(WriteOperation first, List<WriteOperation> group)
    {
        foreach (var copy in first.Copies)
        {
            if (!first.Answer.IsCompletedSuccessfully) Add(group, copy);
            else if (copy.Hash != first.Hash) copy.Fail(new CommitIdConflictException(new CommitId(copy.Id)));
            else copy.Succeed(first.Answer.Result! with { AlreadyCommitted = true });
        }
        first.Copies.Clear();
    }
}
