using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Aggregation expressions, read once: an operator that is not implemented is refused before anything is written.</summary>
internal static class Expressions
{
    /// <returns>What computes the value; null means missing.</returns>
    public static Func<Scope, BsonValue?> Parse(BsonValue source) => source switch
    {
        BsonString { Value: var text } when text.StartsWith("$$", StringComparison.Ordinal) => Variable(text[2..]),
        BsonString { Value: var text } when text.StartsWith('$') => Variable($"CURRENT.{text[1..]}"),
        BsonArray array => Elements(array),
        BsonDocument document when FieldTest.IsOperators(document) => Operator(document),
        BsonDocument document => Fields(document),
        _ => _ => source,
    };

    private static Func<Scope, BsonValue?> Variable(string path)
    {
        var parts = path.Split('.');
        return parts[0] switch
        {
            "REMOVE" when parts.Length == 1 => _ => null,
            "CLUSTER_TIME" or "SEARCH_META" or "USER_ROLES" or "DESCEND" or "PRUNE" or "KEEP" => throw Refusal.Of($"the variable $${parts[0]}"),
            _ => scope => Descend(scope.Read(parts[0]), parts.AsSpan(1)),
        };
    }

    /// <summary>Unlike in queries, a number in a path names no place in an array here.</summary>
    private static BsonValue? Descend(BsonValue? value, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || value is null)
        {
            return value;
        }

        if (value is BsonArray array)
        {
            var found = new BsonArray();
            foreach (var element in array)
            {
                if (element is BsonDocument && Descend(element, path) is { } inner)
                {
                    found.Add(inner);
                }
            }

            return found;
        }

        return value is BsonDocument document && document.TryGetValue(path[0], out var below) ? Descend(below, path[1..]) : null;
    }

    private static Func<Scope, BsonValue?> Elements(BsonArray array)
    {
        var elements = array.Select(Parse).ToArray();
        return scope => new BsonArray(elements.Select(element => element(scope) ?? BsonNull.Value));
    }

    private static Func<Scope, BsonValue?> Fields(BsonDocument document)
    {
        var fields = document.Select(element => (element.Name, Value: Parse(element.Value))).ToArray();
        return scope => new BsonDocument(fields.Select(field => (field.Name, Value: field.Value(scope))).Where(field => field.Value is not null)
            .Select(field => new BsonElement(field.Name, field.Value)));
    }

    private static Func<Scope, BsonValue?> Operator(BsonDocument document)
    {
        if (document.ElementCount != 1)
        {
            throw new CommandException(15983, "Location15983", "an expression specification must contain exactly one field, the name of the expression");
        }

        var (name, argument) = (document.GetElement(0).Name, document[0]);
        return SpecialForms.Find(name)?.Invoke(argument)
            ?? Operators(name, argument, ValueOperators.Find(name))
            ?? Operators(name, argument, ArrayOperators.Find(name))
            ?? throw Refusal.Of($"the expression {name}");
    }

    private static Func<Scope, BsonValue?>? Operators(string name, BsonValue argument, ValueOperator? known)
    {
        if (known is null)
        {
            return null;
        }

        var arguments = argument is BsonArray array ? array.Select(Parse).ToArray() : [Parse(argument)];
        if (arguments.Length < known.Least || arguments.Length > known.Most)
        {
            throw new CommandException(16020, "Location16020", $"Expression {name} takes {known.Least} to {known.Most} arguments. {arguments.Length} were passed in.");
        }

        return scope => known.Compute(Array.ConvertAll(arguments, part => part(scope)));
    }
}
