using System.Globalization;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A path of an update operator: to fields, elements by number, all elements (<c>$[]</c>) or those that pass a filter (<c>$[name]</c>).</summary>
internal sealed class UpdatePath : IComparable<UpdatePath>
{
    private readonly string[] _parts;
    private readonly ArrayFilters _filters;

    public UpdatePath(string path, ArrayFilters filters)
    {
        Path = path;
        _parts = path.Split('.');
        _filters = filters;
        foreach (var part in _parts)
        {
            if (part == "$")
            {
                throw Refusal.Of("the positional operator $ in an update");
            }

            if (FilterName(part) is { Length: > 0 } name && !filters.Names.Contains(name))
            {
                throw CommandException.BadValue($"No array filter found for identifier '{name}' in path '{path}'");
            }
        }
    }

    public string Path { get; }

    public IEnumerable<string> FilterNames => _parts.Select(FilterName).OfType<string>();

    /// <summary>By names, and by number where both are numbers.</summary>
    public int CompareTo(UpdatePath? other)
    {
        for (var i = 0; i < _parts.Length && i < other!._parts.Length; i++)
        {
            var (mine, its) = (_parts[i], other._parts[i]);
            var order = int.TryParse(mine, out var x) && int.TryParse(its, out var y) ? x.CompareTo(y) : string.CompareOrdinal(mine, its);
            if (order != 0)
            {
                return order;
            }
        }

        return _parts.Length.CompareTo(other!._parts.Length);
    }

    /// <summary>Puts what the change makes of the old value (null: missing) at the path; when it makes null, the field is removed.</summary>
    public void Change(BsonDocument document, Func<BsonValue?, BsonValue?> change, bool create) => At(document, 0, change, create);

    private static string? FilterName(string part) => part.StartsWith("$[", StringComparison.Ordinal) ? part[2..^1] : null;

    private void At(BsonValue holder, int depth, Func<BsonValue?, BsonValue?> change, bool create)
    {
        var part = _parts[depth];
        if (FilterName(part) is { } name)
        {
            var elements = holder as BsonArray ?? throw CommandException.BadValue($"Cannot apply array updates to non-array element at '{Path}'");
            for (var i = 0; i < elements.Count; i++)
            {
                if (name.Length == 0 || _filters.Matches(name, elements[i]))
                {
                    Put(elements, i, depth, change, create);
                }
            }
        }
        else if (holder is BsonArray array)
        {
            var at = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            if (at >= 0 && (at < array.Count || create))
            {
                while (array.Count <= at)
                {
                    array.Add(BsonNull.Value);
                }

                Put(array, at, depth, change, create);
            }
            else if (create)
            {
                throw NotViable(part, holder);
            }
        }
        else if (holder is BsonDocument document)
        {
            Put(document, part, depth, change, create);
        }
        else if (create)
        {
            throw NotViable(part, holder);
        }
    }

    private void Put(BsonArray array, int at, int depth, Func<BsonValue?, BsonValue?> change, bool create)
    {
        if (depth == _parts.Length - 1)
        {
            array[at] = change(array[at]) ?? BsonNull.Value;
        }
        else
        {
            At(array[at], depth + 1, change, create);
        }
    }

    private void Put(BsonDocument document, string name, int depth, Func<BsonValue?, BsonValue?> change, bool create)
    {
        var there = document.TryGetValue(name, out var old);
        if (depth == _parts.Length - 1)
        {
            if (change(there ? old : null) is { } value)
            {
                document[name] = value;
            }
            else
            {
                document.Remove(name);
            }
        }
        else if (there)
        {
            At(old, depth + 1, change, create);
        }
        else if (create)
        {
            document[name] = new BsonDocument();
            At(document[name], depth + 1, change, create);
        }
    }

    private CommandException NotViable(string part, BsonValue holder) =>
        new(28, "PathNotViable", $"Cannot create field '{part}' in element {holder} (path '{Path}')");
}
