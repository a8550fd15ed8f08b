namespace SmartCampus.MongoWire;

/// <summary>Sorts entries by their keys, field by field in the field's direction, then by record.</summary>
internal sealed class IndexOrder(IReadOnlyList<int> directions) : IComparer<IndexEntry>
{
    public int Compare(IndexEntry? x, IndexEntry? y)
    {
        var keys = CompareKeys(x!, y!);
        return keys != 0 ? keys : x!.Record.CompareTo(y!.Record);
    }

    public int CompareKeys(IndexEntry x, IndexEntry y)
    {
        for (var i = 0; i < x.Keys.Length && i < y.Keys.Length; i++)
        {
            if (BsonOrder.Instance.Compare(x.Keys[i], y.Keys[i]) is var order and not 0)
            {
                return order * directions[i];
            }
        }

        return 0;
    }
}
