using System.Collections;

namespace SmartCampus.MongoWire;

/// <summary>The commands that clients sent, in order, without the handshakes and heartbeats that drivers send on their own.</summary>
/// <threadsafety>All members may be used at any time; enumerating shows a copy.</threadsafety>
public sealed class CommandLog : IReadOnlyCollection<LoggedCommand>
{
    private readonly Lock _gate = new();
    private readonly List<LoggedCommand> _commands = [];

    internal CommandLog()
    {
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _commands.Count;
            }
        }
    }

    /// <summary>Forgets what was logged, for counting from here.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _commands.Clear();
        }
    }

    /// <inheritdoc/>
    public IEnumerator<LoggedCommand> GetEnumerator()
    {
        lock (_gate)
        {
            return _commands.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(LoggedCommand command)
    {
        lock (_gate)
        {
            _commands.Add(command);
        }
    }
}
