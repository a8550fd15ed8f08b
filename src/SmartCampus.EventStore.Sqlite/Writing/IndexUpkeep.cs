namespace SmartCampus.Events;

/// <summary>Writes the index to disk when the log is far enough ahead of it. Used by the writer's thread only.</summary>
internal sealed class IndexUpkeep(WriteSession session, Connection connection, LogIndex index, IndexReader reader, WalCheckpointer checkpointer, int batchSize)
{
    /// <summary>How many times <see cref="SqliteEventStoreOptions.IndexBatchSize"/> the log may be ahead of an index that cannot be written.</summary>
    public const int MaxBatchesAhead = 8;

    private readonly IndexWriter _writer = new(connection);
    private Exception? _failure;
    private int _retryAt;

    /// <summary>Why the log may not go on; null when it may.</summary>
    public EventStoreUnavailableException? Refusal => _failure is null || !IsTooFarAhead ? null : new EventStoreUnavailableException(
        $"The index could not be written since {index.TailCount:n0} events; nothing was stored. Remove the cause and try again.", _failure);

    private bool IsTooFarAhead => index.TailCount >= (long)MaxBatchesAhead * batchSize;

    /// <summary>Tries once more before a commit that could not be allowed otherwise.</summary>
    public void CatchUp()
    {
        if (IsTooFarAhead) Write();
    }

    public void WriteWhenDue()
    {
        var tail = index.TailCount;
        if (tail < batchSize) _retryAt = 0;
        else if (tail >= _retryAt) Write();
    }

    private void Write()
    {
        try
        {
            session.Begin();
            var batch = index.Batch();
            _writer.Write(batch);
            session.Commit();
            index.Written(batch);
            _failure = null;
            checkpointer.Committed(connection);
        }
        catch (Exception e) when (e is SqliteFailure or EventStoreException or FormatException)
        {
            // The index in memory still has everything. It is tried again when the log is a batch longer; appends, which do not need
            // it, go on until the log is too far ahead, and from then on it is tried before each commit.
            session.RollBack();
            (_failure, _retryAt) = (e, index.TailCount + batchSize);
        }
    }

    /// <summary>Notes how far the log goes, so that an end that is lost while the file is closed will be missed.</summary>
    public void NoteEnd()
    {
        try
        {
            // When another process is writing, it is the one that closes the file later.
            if (!session.TryLock()) return;
            _writer.WriteMark(reader.Tip());
            session.Commit();
        }
        catch (Exception e) when (e is SqliteFailure or EventStoreException)
        {
            // Whatever is wrong with the file, the next opening says it.
            session.RollBack();
        }
    }
}
