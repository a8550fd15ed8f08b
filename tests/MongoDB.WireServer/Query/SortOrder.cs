using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A sort document. Of an array it compares the least element when ascending, the greatest when descending.</summary>
internal sealed class SortOrder
{
    private readonly (string Path, int Direction)[] _parts;

    public SortOrder(BsonDocument source)
    {
        Source = source;
        if (source.Names.FirstOrDefault(name => name.StartsWith('$')) is { } special)
        {
            throw Refusal.Of($"sorting by {special}");
        }

        _parts = [.. source.Select(element => (element.Name, Direction(element.Value)))];
    }

    public BsonDocument Source { get; }

    public bool IsEmpty => _parts.Length == 0;

    public IEnumerable<T> Sort<T>(IEnumerable<T> items, Func<T, BsonDocument> document)
    {
        var keyed = items.Select(item => (Item: item, Keys: Keys(document(item))));
        return keyed.Order(Comparer<(T Item, BsonValue[] Keys)>.Create((x, y) => Compare(x.Keys, y.Keys))).Select(pair => pair.Item);
    }

    /// <summary>1 when the index gives this order read forward, -1 when read backward, 0 when it does not.</summary>
    public int Along(IndexState index, IndexBounds bounds)
    {
        var (field, along) = (0, 0);
        foreach (var (path, direction) in _parts)
        {
            while (field < index.Paths.Count && index.Paths[field] != path && bounds.IsFixed(field))
            {
                field++;
            }

            // The entries of one document are in several places when the field is in an array, and not all of them pass the bounds.
            if (field == index.Paths.Count || index.Paths[field] != path || index.IsMultikey(path))
            {
                return 0;
            }

            var way = direction * index.Pattern[field].ToInt32();
            if (along != 0 && way != along)
            {
                return 0;
            }

            along = way;
            field++;
        }

        return along == 0 ? 1 : along;
    }

    private static int Direction(BsonValue value) => value switch
    {
        { IsNumeric: true } when Math.Abs(value.ToDouble()) == 1 => value.ToInt32(),
        BsonDocument => throw Refusal.Of("sorting by $meta"),
        _ => throw new CommandException(15975, "Location15975", "$sort key ordering must be 1 (for ascending) or -1 (for descending)"),
    };

    private BsonValue[] Keys(BsonDocument document) => [.. _parts.Select(part => Key(document, part.Path, part.Direction))];

    private static BsonValue Key(BsonDocument document, string path, int direction)
    {
        var values = FieldPath.SortValues(document, path);
        return direction > 0 ? values.Min(BsonOrder.Instance)! : values.Max(BsonOrder.Instance)!;
    }

    private int Compare(BsonValue[] x, BsonValue[] y)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            if (BsonOrder.Instance.Compare(x[i], y[i]) is var order and not 0)
            {
                return order * _parts[i].Direction;
            }
        }

        return 0;
    }
}
