using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One operator on one field.</summary>
/// <param name="Passes">What a value must pass; null means that the field is missing.</param>
/// <param name="Elements">Whether an element of an array may pass for the array.</param>
/// <param name="Negated">Whether no value may pass.</param>
internal sealed record FieldTest(Func<BsonValue?, bool> Passes, bool Elements = true, bool Negated = false)
{
    public static bool IsOperators(BsonValue value) => value is BsonDocument { ElementCount: > 0 } document && document.GetElement(0).Name.StartsWith('$');

    public static List<FieldTest> Parse(BsonValue value, Func<BsonDocument, Func<BsonDocument, bool>> filter)
    {
        if (value is BsonRegularExpression)
        {
            throw Refusal.Of("regular expressions in a query");
        }

        return IsOperators(value) ? [.. value.AsBsonDocument.Select(element => Operator(element.Name, element.Value, filter))] : [new(Equal(value))];
    }

    private static FieldTest Operator(string name, BsonValue value, Func<BsonDocument, Func<BsonDocument, bool>> filter) => name switch
    {
        "$eq" => new(Equal(value)),
        "$ne" => new(Equal(value), Negated: true),
        "$gt" => new(Size(value, order => order > 0, orEqual: false)),
        "$gte" => new(Size(value, order => order >= 0, orEqual: true)),
        "$lt" => new(Size(value, order => order < 0, orEqual: false)),
        "$lte" => new(Size(value, order => order <= 0, orEqual: true)),
        "$in" => new(In(name, value)),
        "$nin" => new(In(name, value), Negated: true),
        "$exists" => new(found => found is not null, Elements: false, Negated: !Truth.Of(value)),
        "$size" => new(found => found is BsonArray array && array.Count == value.ToInt32(), Elements: false),
        "$elemMatch" => ElementMatch(value, filter),
        "$not" => Not(value, filter),
        _ => throw Refusal.Of($"the query operator {name}"),
    };

    private static Func<BsonValue?, bool> Equal(BsonValue value) => value switch
    {
        BsonNull => found => found is null or BsonNull,
        BsonUndefined or BsonRegularExpression => throw Refusal.Of($"comparing with a value of type {value.BsonType}"),
        _ => found => found is not null && BsonOrder.Instance.Equals(found, value),
    };

    private static Func<BsonValue?, bool> Size(BsonValue value, Func<int, bool> passes, bool orEqual)
    {
        var kind = BsonOrder.Class(value);
        return value switch
        {
            BsonNull => found => orEqual && found is null or BsonNull,
            BsonMinKey or BsonMaxKey => found => passes(BsonOrder.Instance.Compare(found, value)),
            _ => found => found is not null && BsonOrder.Class(found) == kind && !IsNaN(found) && passes(BsonOrder.Instance.Compare(found, value)),
        };
    }

    private static bool IsNaN(BsonValue value) => value is BsonDouble { Value: double.NaN };

    private static Func<BsonValue?, bool> In(string name, BsonValue value)
    {
        if (value is not BsonArray array)
        {
            throw CommandException.BadValue($"{name} needs an array");
        }

        if (array.Any(item => item is BsonRegularExpression))
        {
            throw Refusal.Of("regular expressions in a query");
        }

        var values = array.ToHashSet(BsonOrder.Instance);
        return found => values.Contains(found ?? BsonNull.Value);
    }

    private static FieldTest ElementMatch(BsonValue value, Func<BsonDocument, Func<BsonDocument, bool>> filter)
    {
        var condition = value as BsonDocument ?? throw CommandException.BadValue("$elemMatch needs an Object");
        if (IsOperators(condition) && condition.GetElement(0).Name is not ("$and" or "$or" or "$nor"))
        {
            var tests = Parse(condition, filter);
            return new(found => found is BsonArray array && array.Any(element => tests.TrueForAll(test => test.Negated != Alone(test, element))), Elements: false);
        }

        var matches = filter(condition);
        return new(found => found is BsonArray array && array.Any(element => element is BsonDocument document && matches(document)), Elements: false);
    }

    private static bool Alone(FieldTest test, BsonValue element) => FieldPath.Any(element, [], test.Passes, test.Elements);

    private static FieldTest Not(BsonValue value, Func<BsonDocument, Func<BsonDocument, bool>> filter)
    {
        if (!IsOperators(value) || value.AsBsonDocument.ElementCount != 1)
        {
            throw Refusal.Of("$not with anything but one operator");
        }

        var test = Parse(value, filter)[0];
        return test with { Negated = !test.Negated };
    }
}
