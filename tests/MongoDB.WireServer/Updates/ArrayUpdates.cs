using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Update operators on arrays.</summary>
internal static class ArrayUpdates
{
    public static Func<BsonValue?, BsonValue?> Push(BsonValue operand)
    {
        var modifiers = operand is BsonDocument document && document.Contains("$each") ? document : new BsonDocument("$each", new BsonArray { operand });
        if (modifiers.Names.FirstOrDefault(name => name is not ("$each" or "$slice" or "$position")) is { } unknown)
        {
            throw Refusal.Of($"the modifier {unknown} of $push");
        }

        return old =>
        {
            var array = Array("$push", old);
            var position = modifiers.GetValue("$position", array.Count).ToInt32();
            position = position < 0 ? Math.Max(0, array.Count + position) : Math.Min(position, array.Count);
            var all = array.Take(position).Concat(modifiers["$each"].AsBsonArray.Select(value => value.DeepClone())).Concat(array.Skip(position));
            return new BsonArray(modifiers.TryGetValue("$slice", out var slice) ? slice.ToInt32() >= 0 ? all.Take(slice.ToInt32()) : all.TakeLast(-slice.ToInt32()) : all);
        };
    }

    public static Func<BsonValue?, BsonValue?> AddToSet(BsonValue operand)
    {
        var values = operand is BsonDocument { ElementCount: 1 } document && document.Contains("$each") ? document["$each"].AsBsonArray : [operand];
        return old =>
        {
            var array = Array("$addToSet", old);
            return new BsonArray(array.Concat(values.Distinct(BsonOrder.Instance).Where(value => !array.Contains(value, BsonOrder.Instance))));
        };
    }

    /// <summary>A document is a query on the elements, which need not name all their fields; operators are a query on the element itself; else the values must be equal.</summary>
    public static Func<BsonValue?, BsonValue?> Pull(BsonValue operand, DateTime now)
    {
        Func<BsonValue, bool> matches = element => BsonOrder.Instance.Equals(element, operand);
        if (FieldTest.IsOperators(operand))
        {
            var filter = Filter.Parse(new BsonDocument("element", operand), now);
            matches = element => filter.Matches(new BsonDocument("element", element));
        }
        else if (operand is BsonDocument document)
        {
            var filter = Filter.Parse(document, now);
            matches = element => element is BsonDocument inner && filter.Matches(inner);
        }

        return old => old is null ? null : new BsonArray(Array("$pull", old).Where(element => !matches(element)));
    }

    private static BsonArray Array(string name, BsonValue? old) =>
        old is null ? [] : old as BsonArray ?? throw CommandException.BadValue($"Cannot apply {name} to a non-array value: {old}");
}
