using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Expressions that do not simply compute all their arguments first.</summary>
internal static class SpecialForms
{
    public static Func<BsonValue, Func<Scope, BsonValue?>>? Find(string name) => name switch
    {
        "$literal" => argument => _ => argument,
        "$expr" => argument => Expressions.Parse(argument),
        "$and" => argument => Parts(argument) is var parts ? scope => Array.TrueForAll(parts, part => Truth.Of(part(scope))) : null!,
        "$or" => argument => Parts(argument) is var parts ? scope => Array.Exists(parts, part => Truth.Of(part(scope))) : null!,
        "$cond" => Cond,
        "$ifNull" => argument => Parts(argument) is var parts ? scope => IfNull(parts, scope) : null!,
        "$switch" => Switch,
        "$let" => Let,
        "$filter" => FilterArray,
        "$map" => Map,
        "$reduce" => Reduce,
        _ => null,
    };

    private static Func<Scope, BsonValue?>[] Parts(BsonValue argument) =>
        argument is BsonArray array ? [.. array.Select(Expressions.Parse)] : [Expressions.Parse(argument)];

    private static Func<Scope, BsonValue?> Part(BsonValue argument, string name) =>
        argument is BsonDocument document && document.TryGetValue(name, out var value)
            ? Expressions.Parse(value)
            : throw CommandException.FailedToParse($"Missing '{name}' parameter of an expression");

    private static BsonDocument Only(BsonValue argument, params string[] names)
    {
        var document = argument as BsonDocument ?? throw CommandException.FailedToParse("an expression only supports an object as its argument");
        return document.Names.FirstOrDefault(name => !names.Contains(name)) is { } unknown ? throw Refusal.Of($"the parameter {unknown} of an expression") : document;
    }

    /// <summary>Names that begin with a capital are the server's own.</summary>
    private static string Variable(string name) => name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] > 127)
        ? name
        : throw CommandException.FailedToParse($"'{name}' starts with an invalid character for a user variable name");

    private static BsonValue? IfNull(Func<Scope, BsonValue?>[] parts, Scope scope)
    {
        foreach (var part in parts.AsSpan(..^1))
        {
            if (part(scope) is { } value and not (BsonNull or BsonUndefined))
            {
                return value;
            }
        }

        return parts[^1](scope);
    }

    private static Func<Scope, BsonValue?> Cond(BsonValue argument)
    {
        var (test, then, otherwise) = argument is BsonArray { Count: 3 } array
            ? (Expressions.Parse(array[0]), Expressions.Parse(array[1]), Expressions.Parse(array[2]))
            : (Part(Only(argument, "if", "then", "else"), "if"), Part(argument, "then"), Part(argument, "else"));
        return scope => Truth.Of(test(scope)) ? then(scope) : otherwise(scope);
    }

    private static Func<Scope, BsonValue?> Switch(BsonValue argument)
    {
        var document = Only(argument, "branches", "default");
        var branches = document["branches"].AsBsonArray.Select(branch => (Case: Part(branch, "case"), Then: Part(branch, "then"))).ToArray();
        var otherwise = document.Contains("default") ? Part(document, "default") : null;
        return scope =>
        {
            var branch = Array.Find(branches, branch => Truth.Of(branch.Case(scope)));
            return branch.Then is not null ? branch.Then(scope)
                : otherwise is not null ? otherwise(scope)
                : throw new CommandException(40066, "Location40066", "$switch could not find a matching branch for an input, and no default was specified.");
        };
    }

    private static Func<Scope, BsonValue?> Let(BsonValue argument)
    {
        var variables = Only(argument, "vars", "in")["vars"].AsBsonDocument.Select(element => (Name: Variable(element.Name), Value: Expressions.Parse(element.Value))).ToArray();
        var body = Part(argument, "in");
        return scope => body(variables.Aggregate(scope, (inner, variable) => inner.With(variable.Name, variable.Value(scope))));
    }

    private static Func<Scope, BsonValue?> FilterArray(BsonValue argument)
    {
        var name = Variable(Only(argument, "input", "as", "cond", "limit").GetValue("as", "this").AsString);
        var (input, condition) = (Part(argument, "input"), Part(argument, "cond"));
        var limit = argument.AsBsonDocument.Contains("limit") ? Part(argument, "limit") : null;
        return scope => ArrayOperators.Array("$filter", input(scope)) is { } array
            ? new BsonArray(array.Where(element => Truth.Of(condition(scope.With(name, element)))).Take(limit?.Invoke(scope)?.ToInt32() ?? int.MaxValue))
            : BsonNull.Value;
    }

    private static Func<Scope, BsonValue?> Map(BsonValue argument)
    {
        var name = Variable(Only(argument, "input", "as", "in").GetValue("as", "this").AsString);
        var (input, body) = (Part(argument, "input"), Part(argument, "in"));
        return scope => ArrayOperators.Array("$map", input(scope)) is { } array
            ? new BsonArray(array.Select(element => body(scope.With(name, element)) ?? BsonNull.Value))
            : BsonNull.Value;
    }

    private static Func<Scope, BsonValue?> Reduce(BsonValue argument)
    {
        Only(argument, "input", "initialValue", "in");
        var (input, first, body) = (Part(argument, "input"), Part(argument, "initialValue"), Part(argument, "in"));
        return scope => ArrayOperators.Array("$reduce", input(scope)) is { } array
            ? array.Aggregate(first(scope), (value, element) => body(scope.With("this", element).With("value", value)))
            : BsonNull.Value;
    }
}
