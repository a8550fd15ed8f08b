using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>Stores groups of writes, one after the other: reserves positions, and inserts them in one command.</summary>
internal sealed class GroupCommit(StoreCollections collections, CommitReader reader, Fillers fillers, EventSignal signal, MongoEventStoreOptions options)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2), LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly HeadCache _heads = new();
    private readonly Positions _positions = new(collections, reader);
    private readonly CommitWriter _writer = new(collections);
    private readonly Settlement _settlement = new(reader);

    /// <summary>Answers every operation of the group. Each has a commit id of its own.</summary>
    public async Task RunAsync(List<WriteOperation> group)
    {
        var patience = new Patience(2 * options.WriteTimeout);
        var pause = FirstPause;
        for (var round = 0; group.Count > 0; round++)
        {
            Exception? failure = null;
            try
            {
                await RunOnceAsync(group, mayGuess: round == 0, patience).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it is, the callers are told, and the next group goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
                foreach (var stream in group.SelectMany(o => o.Streams)) _heads.Remove(stream);
            }
            var hasFailed = patience.HasEnded || (failure is not null && !MongoFailure.IsPassing(failure));
            foreach (var operation in group.Where(o => hasFailed && !o.Answer.IsCompleted)) operation.Fail(Failures.Of(operation, failure, collections.Address));
            TakeAnswered(group);
            if (group.Count == 0) return;
            await Task.Delay(pause).ConfigureAwait(false);
            pause = pause < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task RunOnceAsync(List<WriteOperation> group, bool mayGuess, Patience patience)
    {
        var unknown = group.SelectMany(o => o.Streams.Where(s => !_heads.TryGet(s, out _) && !(mayGuess && o.IsTakenForNew(s)))).Distinct(StringComparer.Ordinal).ToArray();
        var reserved = default(Reservation);
        if (unknown.Length > 0)
        {
            // Beside the read of the heads, for whoever is alone. Of a group that met with others many may be refused, and what is reserved for them would have to be filled.
            var reserving = group.Count == 1 ? _positions.ReserveAsync(group[0].EntryCount) : Task.FromResult(reserved);
            try
            {
                await Task.WhenAll(reserving, HeadReads.RunAsync(reader, _heads, group, unknown)).ConfigureAwait(false);
                reserved = await reserving.ConfigureAwait(false);
            }
            catch when (reserving.IsCompletedSuccessfully)
            {
                reserved = await reserving.ConfigureAwait(false);
                await FillAsync(reserved.First, reserved.Last).ConfigureAwait(false);
                throw;
            }
        }
        var plan = new GroupPlan(group.Where(o => !o.Answer.IsCompleted), stream => _heads.TryGet(stream, out var head) ? head : default);
        if (plan.EntryCount > 0) await StoreAsync(plan, reserved, patience).ConfigureAwait(false);
        else if (reserved.Count > 0) await FillAsync(reserved.First, reserved.Last).ConfigureAwait(false);
        var refused = plan.Refused.Where(o => !o.Answer.IsCompleted).ToArray();
        if (refused.Length > 0) await _settlement.RefuseAsync(refused, _heads).ConfigureAwait(false);
    }

    private async Task StoreAsync(GroupPlan plan, Reservation reserved, Patience patience)
    {
        // A reader takes what is late for dead: better to begin anew than to be overtaken. It is the index of positions that decides.
        if (reserved.Count == 0 || reserved.First <= plan.HighestPosition || Stopwatch.GetElapsedTime(reserved.At) > options.GapWait / 2)
        {
            if (reserved.Count > 0) await FillAsync(reserved.First, reserved.Last).ConfigureAwait(false);
            reserved = await _positions.ReserveAsync(plan.EntryCount).ConfigureAwait(false);
        }
        var commits = plan.At(reserved.First, options.TimeProvider.GetUtcNow());
        var lost = new List<(WriteOperation Operation, Commit Commit)>();
        Exception? error = null;
        while (commits.Count > 0)
        {
            var outcome = await _writer.InsertAsync(commits, patience).ConfigureAwait(false);
            for (var i = 0; i < outcome.Stored; i++) Acknowledge(commits[i].Operation, commits[i].Commit);
            if (outcome.Stored == commits.Count) break;
            var rest = commits[outcome.Stored..];
            try
            {
                await _settlement.FindAsync([.. rest.Select(c => c.Operation)]).ConfigureAwait(false);
                if (outcome.Error is not null) rest[0].Operation.Fail(Failures.Of(rest[0].Operation, outcome.Error, collections.Address));
            }
            catch (EventStoreException e)
            {
                error = e; // Thrown when the positions are filled.
            }
            // What others were faster with takes nothing with it that does not build on it: the rest goes on at its positions, as long as no reader doubts them.
            var split = CommitSplit.Of(rest);
            lost.AddRange(split.Lost);
            commits = split.Kept;
            if (error is null && Stopwatch.GetElapsedTime(reserved.At) <= options.GapWait / 2 && !patience.HasEnded) continue;
            lost.AddRange(commits);
            break;
        }
        await LeaveAsync(lost).ConfigureAwait(false);
        if (error is not null) throw error;
    }

    /// <summary>Forgets what was believed of streams for which others were faster, and fills the positions: what was reserved is used at once or never.</summary>
    private async Task LeaveAsync(List<(WriteOperation Operation, Commit Commit)> lost)
    {
        foreach (var stream in lost.SelectMany(c => c.Operation.Streams)) _heads.Remove(stream);
        foreach (var run in CommitSplit.Runs(lost.Where(c => !IsStored(c.Operation, c.Commit))))
            if (await FillAsync(run[0].Commit.First, run[^1].Commit.Last).ConfigureAwait(false))
                foreach (var (operation, commit) in run) operation.OpenAt.Remove(commit.Last);
    }

    /// <summary>Whether it is known to be stored there, and not elsewhere by an earlier attempt.</summary>
    private static bool IsStored(WriteOperation operation, Commit commit) =>
        operation.Answer is { IsCompletedSuccessfully: true, Result.Position: var position } && position.Value == commit.Last;

    private void Acknowledge(WriteOperation operation, Commit commit)
    {
        foreach (var stream in operation.Streams) _heads.Set(stream, commit.HeadOf(stream));
        reader.Saw(commit.Last);
        signal.Tell(commit.Last);
        operation.Succeed(commit.Result(alreadyCommitted: false));
    }

    /// <summary>Fills positions of our own that will not be used. When it does not succeed, readers do it.</summary>
    private async Task<bool> FillAsync(long from, long upTo)
    {
        try
        {
            return await fillers.TryFillAsync(from, upTo, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            return false;
        }
    }

    /// <summary>Leaves what is to be done still. Copies of what was stored have their answer; those of what was refused are decided by themselves.</summary>
    private static void TakeAnswered(List<WriteOperation> group)
    {
        var answered = group.Where(o => o.Answer.IsCompleted).ToArray();
        group.RemoveAll(o => o.Answer.IsCompleted);
        foreach (var operation in answered) Copies.Answer(operation, group);
    }
}
