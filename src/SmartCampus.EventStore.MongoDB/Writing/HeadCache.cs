namespace SmartCampus.Events;

/// <summary>The heads of the streams that this process wrote last. One that is out of date loses by the index of slots, and is read anew. For one caller at a time.</summary>
internal sealed class HeadCache
{
    private const int MaxCount = 16_384;

    private Dictionary<string, StreamHead> _young = new(StringComparer.Ordinal), _old = new(StringComparer.Ordinal);

    public bool TryGet(string stream, out StreamHead head)
    {
        if (_young.TryGetValue(stream, out head)) return true;
        if (!_old.TryGetValue(stream, out head)) return false;
        Set(stream, head);
        return true;
    }

    public void Set(string stream, StreamHead head)
    {
        if (_young.Count >= MaxCount) (_old, _young) = (_young, new Dictionary<string, StreamHead>(StringComparer.Ordinal));
        _young[stream] = head;
    }

    public void Remove(string stream)
    {
        _young.Remove(stream);
        _old.Remove(stream);
    }
}
