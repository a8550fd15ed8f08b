namespace SmartCampus.Events;

/// <summary>
/// Appends whose commit could not be flushed. Nobody sees them, and a crash may bring them back: they stand in the write-ahead
/// log behind its valid end. The next commit that is flushed overwrites them there, and settles that they are not stored. Decision
/// 0008 has the reasons.
/// </summary>
internal sealed class FailedFlush(Connection connection)
{
    private readonly EmptyChange _overwrite = new(connection);
    private readonly HashSet<Guid> _ids = [];

    /// <summary>Whether there is a commit that may come back.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Remembers the operations of a commit that failed. Nothing else is committed before it is settled, so there is one at most.</summary>
    public void Add(List<WriteOperation> operations)
    {
        IsOpen = true;
        foreach (var operation in operations)
        {
            if (operation.CommitId is { } id) _ids.Add(id);
        }
    }

    /// <summary>Whether an operation, or one before it with the same commit id, may come back.</summary>
    public bool Holds(WriteOperation operation) => operation.CommitId is { } id && _ids.Contains(id);

    /// <summary>Whether one of them is in the log that a fresh transaction reads.</summary>
    public bool IsStored(WriteTransaction transaction) => _ids.Any(id => transaction.Commit(id) is not null);

    /// <summary>Writes a page inside a transaction, so that its commit takes the place of the one that failed.</summary>
    public void Overwrite() => _overwrite.Write();

    /// <summary>Forgets them: they can no longer come back.</summary>
    public void Close()
    {
        IsOpen = false;
        _ids.Clear();
    }
}
