using System.Diagnostics.CodeAnalysis;

namespace SmartCampus.Events;

/// <summary>The states that aggregates had when they were last loaded. When there are too many, the one that nobody has asked for the longest goes.</summary>
internal sealed class StateCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Type, StreamId), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];

    public bool TryGet(Type aggregate, StreamId id, [NotNullWhen(true)] out object? state, out StreamVersion version)
    {
        lock (_gate)
        {
            (state, version) = (null, default);
            if (!_entries.TryGetValue((aggregate, id), out var node)) return false;
            Touch(node);
            (state, version) = (node.Value.State, node.Value.Version);
            return true;
        }
    }

    public void Put(Type aggregate, StreamId id, object state, StreamVersion version)
    {
        if (capacity == 0) return;
        var entry = new Entry((aggregate, id), state, version);
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var node))
            {
                node.Value = entry;
                Touch(node);
                return;
            }
            if (_entries.Count == capacity) Remove(_byUse.Last!);
            _entries.Add(entry.Key, _byUse.AddFirst(entry));
        }
    }

    public void Remove(Type aggregate, StreamId id)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue((aggregate, id), out var node)) Remove(node);
        }
    }

    private void Touch(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _byUse.AddFirst(node);
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
    }

    private readonly record struct Entry((Type Aggregate, StreamId Stream) Key, object State, StreamVersion Version);
}
