namespace SmartCampus.Locking;

/// <summary>The entries of a stripe by resource: a hash table that is chained through its entries, and shrinks.</summary>
internal sealed class LockTable
{
    private const int Smallest = 16;
    private LockEntry?[] _buckets = new LockEntry?[Smallest];
    private int _count;

    public LockEntry? Find(string resourceId, int hash)
    {
        for (var entry = Bucket(hash); entry is not null; entry = entry.Next)
            if (entry.Hash == hash && entry.ResourceId == resourceId) return entry;
        return null;
    }

    public void Add(LockEntry entry)
    {
        if (_count == _buckets.Length) Resize(_count * 2);
        _count++;
        Link(entry);
    }

    public void Remove(LockEntry entry)
    {
        ref var link = ref Bucket(entry.Hash);
        if (link == entry)
        {
            link = entry.Next;
        }
        else
        {
            var before = link!;
            while (before.Next != entry) before = before.Next!;
            before.Next = entry.Next;
        }
        entry.Next = null;
        _count--;
        if (_count < _buckets.Length / 8 && _buckets.Length > Smallest) Resize(_buckets.Length / 2);
    }

    public IEnumerable<LockEntry> All()
    {
        foreach (var first in _buckets)
            for (var entry = first; entry is not null; entry = entry.Next) yield return entry;
    }

    private ref LockEntry? Bucket(int hash) => ref _buckets[hash & (_buckets.Length - 1)];

    private void Link(LockEntry entry)
    {
        ref var link = ref Bucket(entry.Hash);
        entry.Next = link;
        link = entry;
    }

    private void Resize(int length)
    {
        var entries = All().ToList();
        _buckets = new LockEntry?[length];
        foreach (var entry in entries) Link(entry);
    }
}
