using System.Text.Json.Nodes;

namespace SmartCampus.Events;

/// <summary>The history of one event type: what it was called, and how its schema has changed.</summary>
public sealed class EventTypeOptions
{
    internal List<string> FormerNames { get; } = [];

    internal List<Func<JsonObject, JsonObject>> Upcasters { get; } = [];

    /// <summary>Reads events that were stored under another name.</summary>
    /// <param name="name">The former stored name.</param>
    public EventTypeOptions FormerName(string name)
    {
        FormerNames.Add(name);
        return this;
    }

    /// <summary>
    /// Adds the step from one schema version to the next: the first call goes from 1 to 2, the second from 2 to 3, and the type is
    /// then written as version 3. Steps stay for ever, in this order; the store is never rewritten.
    /// </summary>
    /// <param name="upcast">Makes the newer JSON of the older; a pure function, called by several threads at once.</param>
    public EventTypeOptions Upcast(Func<JsonObject, JsonObject> upcast)
    {
        ArgumentNullException.ThrowIfNull(upcast);
        Upcasters.Add(upcast);
        return this;
    }
}
