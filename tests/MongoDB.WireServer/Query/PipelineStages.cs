using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Stages that make one document of each.</summary>
internal static class PipelineStages
{
    public static Func<BsonDocument, BsonDocument> ForUpdate(BsonArray pipeline, DateTime now)
    {
        var stages = pipeline.Select(stage => Parse(stage.AsBsonDocument, now) ?? throw Refusal.Of($"the stage {stage.AsBsonDocument.GetElement(0).Name} in an update")).ToArray();
        return document => stages.Aggregate(document, (current, stage) => stage(current));
    }

    /// <returns>Null when the stage is not one that makes one document of each.</returns>
    public static Func<BsonDocument, BsonDocument>? Parse(BsonDocument stage, DateTime now)
    {
        var (name, operand) = stage.ElementCount == 1
            ? (stage.GetElement(0).Name, stage[0])
            : throw new CommandException(40323, "Location40323", "A pipeline stage specification object must contain exactly one field.");
        return name switch
        {
            "$set" or "$addFields" => Set(operand.AsBsonDocument, now),
            "$unset" => Unset(operand is BsonArray paths ? [.. paths.Select(path => path.AsString)] : [operand.AsString]),
            "$project" => new Projection(operand.AsBsonDocument, now).Apply,
            "$replaceWith" => ReplaceWith(operand, now),
            "$replaceRoot" => ReplaceWith(operand["newRoot"], now),
            _ => null,
        };
    }

    private static Func<BsonDocument, BsonDocument> Set(BsonDocument fields, DateTime now)
    {
        var parts = Leaves("", fields).Select(leaf => (leaf.Path, Value: Expressions.Parse(leaf.Value))).ToList();
        return document =>
        {
            var scope = Scope.Of(document, now);
            var copy = document.DeepClone().AsBsonDocument;
            foreach (var (path, value) in parts)
            {
                if (value(scope) is { } computed)
                {
                    DocumentPath.Set(copy, path, computed.DeepClone());
                }
                else
                {
                    DocumentPath.Remove(copy, path);
                }
            }

            return copy;
        };
    }

    /// <summary>A document that is no operator sets the fields in it, not the field as a whole.</summary>
    private static IEnumerable<(string Path, BsonValue Value)> Leaves(string prefix, BsonDocument fields) => fields.SelectMany(field =>
        field.Value is BsonDocument { ElementCount: > 0 } inner && !FieldTest.IsOperators(inner)
            ? Leaves($"{prefix}{field.Name}.", inner)
            : [(prefix + field.Name, field.Value)]);

    private static Func<BsonDocument, BsonDocument> Unset(string[] paths) => document =>
    {
        var copy = document.DeepClone().AsBsonDocument;
        foreach (var path in paths)
        {
            DocumentPath.Remove(copy, path);
        }

        return copy;
    };

    private static Func<BsonDocument, BsonDocument> ReplaceWith(BsonValue operand, DateTime now)
    {
        var expression = Expressions.Parse(operand);
        return document => expression(Scope.Of(document, now)) as BsonDocument
            ?? throw new CommandException(40228, "Location40228", "'newRoot' expression must evaluate to an object");
    }
}
