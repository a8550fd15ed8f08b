namespace SmartCampus.Events;

/// <summary>Answers operations by what is certainly stored: never by the text of an error, and never by a read that may be out of date.</summary>
internal sealed class Settlement(CommitReader reader)
{
    private const int MaxParallel = 16;

    /// <summary>Answers those whose commit id is found; what is left was not stored, or not seen, and has to be tried again.</summary>
    public async Task FindAsync(IReadOnlyCollection<WriteOperation> operations)
    {
        try
        {
            var found = await reader.FindAsync([.. operations.Select(o => o.Id)], CancellationToken.None).ConfigureAwait(false);
            foreach (var operation in operations) Answer(operation, found.GetValueOrDefault(operation.Id));
        }
        catch (CorruptEventException)
        {
            await FindEachAsync(operations).ConfigureAwait(false);
        }
    }

    /// <summary>Answers those whose commit id is stored, or damaged, which takes no other with it; what is left was certainly not stored when this was asked.</summary>
    private Task FindEachAsync(IEnumerable<WriteOperation> operations) =>
        Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel }, async (operation, cancellationToken) =>
        {
            try
            {
                Answer(operation, await reader.FindCertainAsync(operation.Id, cancellationToken).ConfigureAwait(false));
            }
            catch (CorruptEventException e)
            {
                operation.Fail(e);
            }
        });

    private static void Answer(WriteOperation operation, Commit? found)
    {
        if (found is null) return;
        if (found.Hash != operation.Hash) operation.Fail(new CommitIdConflictException(new CommitId(operation.Id)));
        else operation.Succeed(found.Result(alreadyCommitted: !operation.OpenAt.Contains(found.Last)));
    }

    /// <summary>Refuses operations, or finds that there is nothing to do for them, once it is certain: first that they are not stored, then that the heads are the newest.</summary>
    /// <remarks>What is not certain is left without an answer, and its heads are forgotten.</remarks>
    public async Task RefuseAsync(IReadOnlyCollection<WriteOperation> operations, HeadCache heads)
    {
        await FindEachAsync(operations).ConfigureAwait(false);
        var open = operations.Where(o => !o.Answer.IsCompleted && o.Streams.All(s => heads.TryGet(s, out _))).ToArray();
        var streams = open.SelectMany(o => o.Streams).Distinct(StringComparer.Ordinal).ToArray();
        var slots = streams.Select(stream => heads.TryGet(stream, out var head) ? head.Slot + 1 : 1).ToArray();
        var isTaken = new bool[streams.Length];
        await Parallel.ForAsync(0, streams.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel }, async (i, cancellationToken) =>
        {
            try
            {
                isTaken[i] = await reader.IsTakenCertainlyAsync(streams[i], slots[i], cancellationToken).ConfigureAwait(false);
            }
            catch (CorruptEventException e)
            {
                foreach (var operation in open.Where(o => o.Streams.Contains(streams[i], StringComparer.Ordinal))) operation.Fail(e);
            }
        }).ConfigureAwait(false);
        var stale = streams.Where((_, i) => isTaken[i]).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in open.Where(o => !o.Streams.Any(stale.Contains)))
        {
            var fate = operation.Decide(stream => heads.TryGet(stream, out var head) ? head : default);
            if (fate.Refusal is { } refusal) operation.Fail(refusal);
            else if (fate.Entries is null) operation.Succeed(null);
        }
        foreach (var stream in stale) heads.Remove(stream);
    }
}
