namespace SmartCampus.Locking;

/// <summary>One commit at most for all operations that were waiting, and what happens in memory when it succeeds or fails.</summary>
internal sealed class LockTransaction(LockConnection connection, LockTables tables, string bootId, string path)
{
    private readonly List<Action> _commit = [];
    private readonly List<Action<Exception>> _rollback = [];
    private long _token, _savedToken;
    private bool _isOpen;

    public LockTables Tables
    {
        get
        {
            if (!_isOpen) Begin();
            return tables;
        }
    }

    /// <summary>A token that is higher than all before it.</summary>
    public long NextToken()
    {
        if (!_isOpen) Begin();
        return ++_token;
    }

    /// <summary>Runs when what was done so far is in the file.</summary>
    public void OnCommit(Action action) => _commit.Add(action);

    /// <summary>Takes a change in memory back, when it does not get into the file.</summary>
    public void OnRollback(Action<Exception> action) => _rollback.Add(action);

    /// <inheritdoc cref="LockConnection.StopWaiting"/>
    public void StopWaiting() => connection.StopWaiting();

    public void Commit()
    {
        if (_isOpen)
        {
            if (_token != _savedToken) tables.SaveToken(_token);
            connection.Commit();
            _isOpen = false;
        }
        _rollback.Clear();
        // What runs here may not fail; it only tells callers.
        foreach (var action in _commit) action();
        _commit.Clear();
    }

    public void Rollback(Exception error)
    {
        connection.Rollback();
        _isOpen = false;
        _commit.Clear();
        for (var i = _rollback.Count - 1; i >= 0; i--) _rollback[i](error);
        _rollback.Clear();
    }

    private void Begin()
    {
        connection.Begin();
        _isOpen = true;
        (var boot, _token, _) = tables.ReadState();
        _savedToken = _token;
        if (boot != bootId)
            throw new LockUnavailableException($"'{path}' was taken over by another start of the machine, or by another machine. A lock file serves the processes of one machine.");
    }
}
