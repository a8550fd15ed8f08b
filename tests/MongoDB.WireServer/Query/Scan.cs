using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>
/// Reads the documents of a plan one by one. Between two reads the collection may be another one: a scan goes on behind its last entry,
/// so it sees what was written ahead of it meanwhile, as the server's cursors do.
/// </summary>
internal sealed class Scan(Plan plan)
{
    private readonly HashSet<long>? _seen = plan.Index is { Arrays.IsEmpty: false } ? [] : null;
    private IEnumerator<long>? _records;
    private int _range;
    private IndexEntry? _last;
    private CollectionState? _state;
    private int _place;

    public int KeysExamined { get; private set; }

    public int DocumentsExamined { get; private set; }

    public (long Record, BsonDocument Document)? Next(CollectionState collection)
    {
        while (NextRecord(collection) is { } record)
        {
            if (collection.Records.TryGetValue(record, out var document))
            {
                DocumentsExamined++;
                if (plan.Filter.Matches(document))
                {
                    return (record, document);
                }
            }
        }

        return null;
    }

    public IEnumerable<(long Record, BsonDocument Document)> All(CollectionState collection)
    {
        while (Next(collection) is { } found)
        {
            yield return found;
        }
    }

    private long? NextRecord(CollectionState collection)
    {
        if (plan.Index is null)
        {
            _records ??= collection.Records.Keys.GetEnumerator();
            return _records.MoveNext() ? _records.Current : null;
        }

        var index = collection.Index(plan.Index.Name)
            ?? throw new CommandException(175, "QueryPlanKilled", $"query plan killed :: index '{plan.Index.Name}' dropped");
        while (NextEntry(collection, index) is { } entry)
        {
            KeysExamined++;
            if (_seen?.Add(entry.Record) != false)
            {
                return entry.Record;
            }
        }

        return null;
    }

    private IndexEntry? NextEntry(CollectionState collection, IndexState index)
    {
        for (var ranges = plan.Bounds!.Ranges; _range < ranges.Count; _range++, _last = null)
        {
            var range = ranges[plan.Reverse ? ranges.Count - 1 - _range : _range];
            Seek(collection, index, range);
            if (_place >= 0 && _place < index.Entries.Count && index.Entries[_place] is var entry && Within(index, range, entry))
            {
                return _last = entry;
            }
        }

        return null;
    }

    private void Seek(CollectionState collection, IndexState index, IndexRange range)
    {
        if (_last is null)
        {
            _place = plan.Reverse ? index.Place(range.To) - 1 : index.Place(range.From);
        }
        else if (ReferenceEquals(_state, collection))
        {
            _place += plan.Reverse ? -1 : 1;
        }
        else
        {
            var place = index.Place(_last);
            var there = place < index.Entries.Count && index.Order.Compare(index.Entries[place], _last) == 0;
            _place = plan.Reverse ? place - 1 : there ? place + 1 : place;
        }

        _state = collection;
    }

    private bool Within(IndexState index, IndexRange range, IndexEntry entry) =>
        plan.Reverse ? index.Order.Compare(entry, range.From) > 0 : index.Order.Compare(entry, range.To) < 0;
}
