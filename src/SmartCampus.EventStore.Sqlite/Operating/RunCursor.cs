namespace SmartCampus.Events;

/// <summary>Walks over the versions that the index has of one stream, and where it says that they lie.</summary>
internal sealed class RunCursor(StreamRows runs, byte[] stream)
{
    private readonly List<long> _positions = [];
    private long _first;
    private int _at;

    /// <summary>Gives the next version and its position, or null after the last one.</summary>
    public (long Version, long Position)? Next()
    {
        while (_at == _positions.Count)
        {
            if (!runs.IsAt(stream)) return null;
            (_first, _at) = (runs.Row.Int64(1), 0);
            _positions.Clear();
            try
            {
                PackedPositions.Read(runs.Row.Bytes(2), _positions);
            }
            catch (FormatException)
            {
                // A run that is cut short has fewer positions than the log has events, which is found by those.
            }
            runs.Next();
        }
        var found = (_first + _at, _positions[_at]);
        _at++;
        return found;
    }
}
