namespace SmartCampus.Locking;

/// <summary>What is due, the earliest first: a binary heap whose items know their places, so that any can be taken out.</summary>
internal sealed class TimedHeap
{
    private const int Smallest = 16;
    private Slot[] _items = new Slot[Smallest];
    private int _count;

    /// <summary>When the first is due; the end of time when there is none.</summary>
    public long Next => _count == 0 ? long.MaxValue : _items[0].Item.Due;

    /// <summary>The one that is due first; there must be one.</summary>
    public Timed First => _items[0].Item;

    public void Add(Timed item)
    {
        if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        Rise(item, _count++);
    }

    public void Remove(Timed item)
    {
        var last = _items[--_count].Item;
        _items[_count] = default;
        if (last != item) Put(last, item.Place);
        if (_count < _items.Length / 4 && _items.Length > Smallest) Array.Resize(ref _items, _items.Length / 2);
    }

    /// <summary>Finds the new place of an item that is due at another time now.</summary>
    public void Move(Timed item) => Put(item, item.Place);

    private void Put(Timed item, int place)
    {
        if (place > 0 && item.Due < _items[(place - 1) / 2].Item.Due) Rise(item, place);
        else Sink(item, place);
    }

    private void Rise(Timed item, int place)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (_items[parent].Item.Due <= item.Due) break;
            Set(_items[parent].Item, place);
            place = parent;
        }
        Set(item, place);
    }

    private void Sink(Timed item, int place)
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= _count) break;
            if (child + 1 < _count && _items[child + 1].Item.Due < _items[child].Item.Due) child++;
            if (item.Due <= _items[child].Item.Due) break;
            Set(_items[child].Item, place);
            place = child;
        }
        Set(item, place);
    }

    private void Set(Timed item, int place) => (_items[place].Item, item.Place) = (item, place);

    // An array of a type that others derive from checks what is put into it; an array of structs does not.
    private struct Slot
    {
        public Timed Item;
    }
}
