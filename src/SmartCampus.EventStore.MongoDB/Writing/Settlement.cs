namespace SmartCampus.Events;

/// <summary>Answers operations by what is certainly stored: never by the text of an error, and never by a read that may be out of date.</summary>
internal sealed class Settlement(CommitReader reader)
{
    /// <summary>Answers those whose commit id is stored; what is left was not stored when this was asked.</summary>
    public async Task FindAsync(IReadOnlyCollection<WriteOperation> operations)
    {
        var found = await reader.FindCertainAsync([.. operations.Select(o => o.Id)], CancellationToken.None).ConfigureAwait(false);
        foreach (var operation in operations)
        {
            if (!found.TryGetValue(operation.Id, out var commit)) continue;
            if (commit.Hash != operation.Hash) operation.Fail(new CommitIdConflictException(new CommitId(operation.Id)));
            else operation.Succeed(commit.Result(alreadyCommitted: !operation.OpenAt.Contains(commit.Last)));
        }
    }

    /// <summary>Refuses operations, or finds that there is nothing to do for them, once it is certain: first that they are not stored, then that the heads are the newest.</summary>
    /// <remarks>What is not certain is left without an answer, and its heads are forgotten.</remarks>
    public async Task RefuseAsync(IReadOnlyCollection<WriteOperation> operations, HeadCache heads)
    {
        await FindAsync(operations).ConfigureAwait(false);
        var open = operations.Where(o => !o.Answer.IsCompleted && o.Streams.All(s => heads.TryGet(s, out _))).ToArray();
        var streams = open.SelectMany(o => o.Streams).Distinct(StringComparer.Ordinal).ToArray();
        var isTaken = await Task.WhenAll(streams.Select(stream =>
        {
            heads.TryGet(stream, out var head);
            return reader.IsTakenCertainlyAsync(stream, head.Slot + 1, CancellationToken.None);
        })).ConfigureAwait(false);
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
