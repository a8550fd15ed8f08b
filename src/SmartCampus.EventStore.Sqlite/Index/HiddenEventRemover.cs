using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>Removes what a truncated, deleted or tombstoned stream no longer shows, when the index covers it.</summary>
internal sealed class HiddenEventRemover(Connection connection)
{
    private readonly Statement _runs = connection.Prepare("select first, positions from runs where stream = ?1 and first < ?2 order by first");
    private readonly Statement _removeRun = connection.Prepare("delete from runs where stream = ?1 and first = ?2");
    private readonly Statement _putRun = connection.Prepare("insert into runs (stream, first, positions) values (?1, ?2, coalesce(?3, x''))");
    private readonly Statement _hasRun = connection.Prepare("select 1 from runs where stream = ?1");
    private readonly RemovedPositions _removed = new(connection);
    private readonly Statement _removeEvent = connection.Prepare("delete from events where position = ?1");
    private readonly Statement _removeSnapshots = connection.Prepare("delete from snapshots where stream = ?1 and version < ?2");

    public void Remove(string stream, in StreamState state)
    {
        foreach (var (first, positions) in Runs(stream, state.FirstReadable))
        {
            var gone = (int)Math.Min(positions.Count, state.FirstReadable - first);
            for (var i = 0; i < gone; i++) _removeEvent.Bind(1, positions[i]).Execute();
            _removed.Add(positions.Take(gone));
            _removeRun.BindText(1, stream).Bind(2, first).Execute();
            if (gone < positions.Count)
                _putRun.BindText(1, stream).Bind(2, first + gone).Bind(3, PackedPositions.Write(CollectionsMarshal.AsSpan(positions)[gone..])).Execute();
        }
        // A stream without events keeps an empty run, which is where the next one goes, and by which a lost state is missed.
        if (!_hasRun.BindText(1, stream).Step()) _putRun.BindText(1, stream).Bind(2, state.Head + 1).Bind(3, []).Execute();
        _hasRun.Reset();
        // A snapshot just below the first event still rebuilds the stream, unless the stream was deleted there.
        _removeSnapshots.BindText(1, stream).Bind(2, Math.Max(state.FirstReadable - 1, state.DeletedThrough + 1)).Execute();
    }

    private List<(long First, List<long> Positions)> Runs(string stream, long before)
    {
        var runs = new List<(long, List<long>)>();
        _runs.BindText(1, stream).Bind(2, before);
        try
        {
            while (_runs.Step())
            {
                var positions = new List<long>(PackedPositions.MaxCount);
                PackedPositions.Read(_runs.Bytes(1), positions);
                runs.Add((_runs.Int64(0), positions));
            }
            return runs;
        }
        finally
        {
            _runs.Reset();
        }
    }
}
