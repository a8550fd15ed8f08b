using System.Globalization;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Walks a dotted path as queries do: through the documents of arrays, and to the elements of an array at its end.</summary>
internal static class FieldPath
{
    /// <summary>Whether a value at the end of the path passes; a missing field is null.</summary>
    public static bool Any(BsonValue root, ReadOnlySpan<string> path, Func<BsonValue?, bool> passes, bool elements)
    {
        if (path.IsEmpty)
        {
            return passes(root) || (elements && root is BsonArray leaf && leaf.Any(passes));
        }

        if (root is BsonDocument document)
        {
            return document.TryGetValue(path[0], out var value) ? Any(value, path[1..], passes, elements) : passes(null);
        }

        if (root is not BsonArray array)
        {
            return passes(null);
        }

        if (int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < array.Count && Any(array[at], path[1..], passes, elements))
        {
            return true;
        }

        foreach (var element in array)
        {
            if (element is BsonDocument && Any(element, path, passes, elements))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All values at the end of the path, the elements of arrays included; what sorts choose the least or greatest of.</summary>
    public static List<BsonValue> SortValues(BsonDocument document, string path)
    {
        var values = IndexKeys.Of(document, [path]).Keys;
        return [.. values.Select(key => key[0])];
    }
}
