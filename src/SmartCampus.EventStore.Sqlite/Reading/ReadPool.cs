using System.Collections.Concurrent;

namespace SmartCampus.Events;

/// <summary>Lends read connections: as many as there are calls at once, of which a few are kept.</summary>
internal sealed class ReadPool(string path, TimeSpan busyTimeout) : IDisposable
{
    private const int MaxKept = 8;

    private readonly ConcurrentStack<ReadConnection> _free = new();
    private volatile bool _isClosed;

    /// <summary>Runs a read on a connection of its own.</summary>
    public T Read<T>(Func<ReadConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteEventStore));
        ReadConnection? connection = null;
        try
        {
            if (!_free.TryPop(out connection)) connection = new ReadConnection(path, busyTimeout);
            var result = read(connection);
            Return(connection);
            return result;
        }
        catch (SqliteFailure e)
        {
            var near = Math.Max(connection?.Forward.At ?? 0, connection?.Backward.At ?? 0);
            connection?.Dispose();
            throw e.ToStoreException(near);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Brings the index in memory up to the end of the log.</summary>
    public void Refresh(LogIndex index) => Read(reader =>
    {
        reader.Begin(index);
        reader.End();
        return true;
    });

    private void Return(ReadConnection connection)
    {
        if (_free.Count < MaxKept) _free.Push(connection);
        else connection.Dispose();
        if (_isClosed) Dispose();
    }

    public void Dispose()
    {
        _isClosed = true;
        while (_free.TryPop(out var connection)) connection.Dispose();
    }
}
