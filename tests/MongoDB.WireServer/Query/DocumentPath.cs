using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Reads and writes dotted paths as aggregation stages do: through documents, and for each element of an array.</summary>
internal static class DocumentPath
{
    /// <summary>Sets the value at the path, or with null removes nothing and sets nothing. The document must be one's own copy on the whole path.</summary>
    public static void Set(BsonDocument document, string path, BsonValue? value)
    {
        if (value is not null)
        {
            Set(document, path.Split('.'), value);
        }
    }

    public static void Remove(BsonDocument document, string path) => Remove(document, path.Split('.'));

    private static void Set(BsonDocument document, ReadOnlySpan<string> path, BsonValue value)
    {
        if (path.Length == 1)
        {
            document[path[0]] = value;
            return;
        }

        var below = document.GetValue(path[0], null);
        if (below is BsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                array[i] = array[i] is BsonDocument ? array[i] : new BsonDocument();
                Set(array[i].AsBsonDocument, path[1..], value);
            }

            return;
        }

        if (below is not BsonDocument)
        {
            document[path[0]] = new BsonDocument();
        }

        Set(document[path[0]].AsBsonDocument, path[1..], value);
    }

    private static void Remove(BsonValue value, ReadOnlySpan<string> path)
    {
        if (value is BsonArray array)
        {
            foreach (var element in array)
            {
                Remove(element, path);
            }
        }
        else if (value is BsonDocument document && path.Length == 1)
        {
            document.Remove(path[0]);
        }
        else if (value is BsonDocument inner && inner.TryGetValue(path[0], out var below))
        {
            Remove(below, path[1..]);
        }
    }
}
