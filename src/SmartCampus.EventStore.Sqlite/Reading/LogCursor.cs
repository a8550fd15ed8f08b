namespace SmartCampus.Events;

/// <summary>Walks over the log in one direction.</summary>
/// <param name="connection">The connection.</param>
/// <param name="direction">Where to.</param>
internal sealed class LogCursor(Connection connection, ReadDirection direction)
{
    /// <summary>Passing over so many entries of other streams costs about as much as seeking.</summary>
    private const long MaxSkip = 8;

    private readonly Statement _rows = connection.Prepare(direction == ReadDirection.Forward
        ? $"select {LogRow.Columns} from events where position >= ?1 order by position"
        : $"select {LogRow.Columns} from events where position <= ?1 order by position desc");

    private readonly int _step = direction == ReadDirection.Forward ? 1 : -1;
    private bool _isOpen;

    /// <summary>The verified row that the cursor stands on.</summary>
    public LogRow Row => new(_rows);

    /// <summary>The position that was asked for or reached last: the one to name when SQLite cannot read on.</summary>
    public long At { get; private set; }

    /// <summary>Moves to the first entry at or behind a position.</summary>
    public bool Seek(long position)
    {
        Close();
        At = position;
        _rows.Bind(1, position);
        return Next();
    }

    /// <summary>Moves to the next entry.</summary>
    public bool Next()
    {
        _isOpen = _rows.Step();
        if (_isOpen) At = _rows.Int64(0);
        return _isOpen;
    }

    /// <summary>Moves to an entry; false when it is not there. Cheap when it lies a little ahead.</summary>
    public bool MoveTo(long position)
    {
        var distance = (position - At) * _step;
        if (!_isOpen || distance < 0 || distance > MaxSkip) Seek(position);
        while (_isOpen && (position - At) * _step > 0) Next();
        return _isOpen && At == position;
    }

    /// <summary>Lets go of the state of the file that the cursor sees.</summary>
    public void Close()
    {
        _rows.Reset();
        _isOpen = false;
    }
}
