namespace SmartCampus.Events;

/// <summary>An append in the writer's hands.</summary>
internal sealed class AppendOperation(EncodedAppend append, StoreMetrics metrics) : WriteOperation<AppendResult>
{
    public override long Bytes => append.Bytes;

    public override bool ExtendsLog => true;

    public override Guid? CommitId => append.CommitId;

    public override bool Apply(WriteTransaction transaction)
    {
        if (transaction.Commit(append.CommitId) is { } known)
        {
            return known.Hash == append.Hash
                ? Answer(known.ToResult(append.CommitId, alreadyCommitted: true), written: false)
                : Refuse(new CommitIdConflictException(new CommitId(append.CommitId)));
        }
        foreach (var stream in append.Streams)
        {
            if (Refusal(stream, transaction.State(stream.Id.Value)) is { } refusal) return Refuse(refusal);
        }
        return Answer(transaction.Append(append).ToResult(append.CommitId, alreadyCommitted: false), written: true);
    }

    public override Exception OutcomeUnknown(Exception failure) => new AppendOutcomeUnknownException(new CommitId(append.CommitId), failure);

    protected override void OnEnded(AppendResult? result, Exception? error) => metrics.Answered(result, error);

    private static EventStoreException? Refusal(EncodedStream stream, in StreamState state)
    {
        if (state.Tombstoned) return new StreamTombstonedException(stream.Id);
        if (stream.Token > 0 && stream.Token < state.Token) return new FencedException(stream.Id, stream.Token, state.Token);
        return stream.Expected.Accepts(state.Head, state.IsDeleted) ? null : new ConcurrencyException(stream.Id, stream.Expected, state.Head);
    }
}
