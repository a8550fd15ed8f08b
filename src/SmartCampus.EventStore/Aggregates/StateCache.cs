using System.Diagnostics.CodeAnalysis;

namespace SmartCampus.Events;

/// <summary>
/// The states that aggregates had when they were last loaded. What was used lately stays: when the young half is full it
/// becomes the old half, and what nobody has asked for since is gone.
/// </summary>
internal sealed class StateCache(int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<(Type, StreamId), (object State, StreamVersion Version)> _young = [], _old = [];

    public bool TryGet(Type aggregate, StreamId id, [NotNullWhen(true)] out object? state, out StreamVersion version)
    {
        lock (_gate)
        {
            var key = (aggregate, id);
            if (!_young.TryGetValue(key, out var entry) && _old.Remove(key, out entry)) _young[key] = entry;
            (state, version) = entry;
            return state is not null;
        }
    }

    public void Put(Type aggregate, StreamId id, object state, StreamVersion version)
    {
        if (capacity == 0) return;
        lock (_gate)
        {
            if (_young.Count >= (capacity + 1) / 2) (_old, _young) = (_young, []);
            _young[(aggregate, id)] = (state, version);
        }
    }

    public void Remove(Type aggregate, StreamId id)
    {
        lock (_gate)
        {
            _young.Remove((aggregate, id));
            _old.Remove((aggregate, id));
        }
    }
}
