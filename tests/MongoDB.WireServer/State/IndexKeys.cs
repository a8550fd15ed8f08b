using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The keys of a document in an index: one per element of the array that its paths go through, a missing field as null.</summary>
internal sealed class IndexKeys
{
    private readonly List<BsonValue[]> _keys = [];
    private readonly HashSet<string> _arrays = [];

    private IndexKeys()
    {
    }

    public IReadOnlyList<BsonValue[]> Keys => _keys;

    /// <summary>The paths at which an array was met.</summary>
    public IReadOnlySet<string> Arrays => _arrays;

    public static IndexKeys Of(BsonDocument document, IReadOnlyList<string> paths)
    {
        var keys = new IndexKeys();
        keys.Expand([.. paths.Select(path => new Walk(document, "", path.Split('.')))]);
        return keys;
    }

    private void Expand(Walk[] walks)
    {
        BsonArray? array = null;
        for (var i = 0; i < walks.Length; i++)
        {
            walks[i] = walks[i].ToArrayOrEnd();
            if (walks[i].At is not BsonArray met || walks[i].Done)
            {
                continue;
            }

            _arrays.Add(walks[i].Path);
            if (array is not null && !ReferenceEquals(array, met))
            {
                throw new CommandException(171, "CannotIndexParallelArrays", $"cannot index parallel arrays [{walks[i].Path}]");
            }

            array = met;
        }

        if (array is null)
        {
            _keys.Add([.. walks.Select(walk => walk.At)]);
        }
        else if (array.Count == 0)
        {
            Expand([.. walks.Select(walk => walk.Into(array, null))]);
        }
        else
        {
            foreach (var element in array)
            {
                Expand([.. walks.Select(walk => walk.Into(array, element))]);
            }
        }
    }

    private readonly record struct Walk(BsonValue At, string Path, ReadOnlyMemory<string> Rest, bool Done = false)
    {
        public Walk(BsonDocument document, string path, string[] rest)
            : this(document, path, rest.AsMemory())
        {
        }

        public Walk ToArrayOrEnd()
        {
            var walk = this;
            while (!walk.Done && walk.At is not BsonArray)
            {
                if (walk.Rest.IsEmpty)
                {
                    return walk with { Done = true };
                }

                var name = walk.Rest.Span[0];
                if (walk.At is not BsonDocument document || !document.TryGetValue(name, out var value))
                {
                    return walk with { At = BsonNull.Value, Done = true };
                }

                walk = new Walk(value, walk.Path.Length == 0 ? name : $"{walk.Path}.{name}", walk.Rest[1..]);
            }

            return walk;
        }

        public Walk Into(BsonArray array, BsonValue? element)
        {
            if (Done || !ReferenceEquals(At, array))
            {
                return this;
            }

            if (Rest.IsEmpty)
            {
                return this with { At = element ?? BsonUndefined.Value, Done = true };
            }

            return element is BsonDocument ? this with { At = element } : this with { At = BsonNull.Value, Done = true };
        }
    }
}
