using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Which fields of a document an answer has: those named, or all but those named, and computed ones.</summary>
internal sealed class Projection
{
    private readonly BsonDocument _tree = [];
    private readonly List<(string Path, Func<BsonDocument, BsonValue?> Value)> _computed = [];
    private readonly bool _including;
    private readonly bool _withId = true;

    public Projection(BsonDocument source, DateTime now)
    {
        bool? including = null;
        foreach (var (path, value) in source.Select(element => (element.Name, element.Value)))
        {
            if (path.Split('.').Any(part => part.StartsWith('$')))
            {
                throw Refusal.Of($"the projection {path}");
            }

            if (value.IsNumeric || value.IsBoolean)
            {
                if (path == "_id")
                {
                    _withId = Truth.Of(value);
                    including ??= source.ElementCount == 1 ? _withId : null;
                    continue;
                }

                if (including is { } before && before != Truth.Of(value))
                {
                    throw new CommandException(31254, "Location31254", $"Cannot do {(before ? "exclusion" : "inclusion")} on field {path} in {(before ? "inclusion" : "exclusion")} projection");
                }

                including = Truth.Of(value);
                Add(path);
            }
            else
            {
                _computed.Add((path, ProjectionOperator.Parse(path, value, now)));
                including ??= ProjectionOperator.Includes(value) ? true : null;
            }
        }

        _including = including ?? false;
    }

    public BsonDocument Apply(BsonDocument document)
    {
        // What is computed is set into the result, which shares its inner documents with the stored one.
        document = _computed.Count == 0 ? document : document.DeepClone().AsBsonDocument;
        var result = _including ? Include(document, _tree) : Exclude(document, _tree);
        if (_including && document.TryGetValue("_id", out var id) && _withId)
        {
            result.InsertAt(0, new BsonElement("_id", id));
        }
        else if (!_withId)
        {
            result.Remove("_id");
        }

        foreach (var (path, value) in _computed)
        {
            DocumentPath.Set(result, path, value(document));
        }

        return result;
    }

    private static BsonDocument Include(BsonDocument document, BsonDocument tree) =>
        new(document.Where(element => tree.Contains(element.Name)).Select(element => (element.Name, Value: Include(element.Value, tree[element.Name])))
            .Where(pair => pair.Value is not null).Select(pair => new BsonElement(pair.Name, pair.Value)));

    private static BsonValue? Include(BsonValue value, BsonValue tree) => (value, tree) switch
    {
        (_, not BsonDocument) => value,
        (BsonDocument document, _) => Include(document, tree.AsBsonDocument),
        (BsonArray array, _) => new BsonArray(array.Select(element => Include(element, tree)).Where(element => element is not null)),
        _ => null,
    };

    private static BsonDocument Exclude(BsonDocument document, BsonDocument tree) =>
        new(document.Where(element => !tree.TryGetValue(element.Name, out var below) || below is BsonDocument)
            .Select(element => new BsonElement(element.Name, tree.TryGetValue(element.Name, out var below) ? Exclude(element.Value, below) : element.Value)));

    private static BsonValue Exclude(BsonValue value, BsonValue tree) => value switch
    {
        BsonDocument document => Exclude(document, tree.AsBsonDocument),
        BsonArray array => new BsonArray(array.Select(element => Exclude(element, tree))),
        _ => value,
    };

    private void Add(string path)
    {
        var parts = path.Split('.');
        var tree = _tree;
        foreach (var part in parts[..^1])
        {
            tree = tree.TryGetValue(part, out var below) ? below.AsBsonDocument : tree.Add(part, new BsonDocument())[part].AsBsonDocument;
        }

        tree[parts[^1]] = true;
    }
}
