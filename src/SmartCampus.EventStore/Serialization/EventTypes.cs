using System.Text.Json.Serialization.Metadata;

namespace SmartCampus.Events;

/// <summary>The event types that a process reads and writes, each under a stored name that outlives renames of the CLR type.</summary>
/// <remarks>
/// <code>
/// var types = new EventTypes()
///     .Add("section-opened", CampusJson.Default.SectionOpened)
///     .Add("seat-taken", CampusJson.Default.SeatTaken, type => type
///         .FormerName("student-seated")
///         .Upcast(json => { json["seats"] = 1; return json; }));
/// </code>
/// Fill it at start-up and hand it to an <see cref="EventSerializer"/>, which copies it; filling is not thread-safe.
/// </remarks>
public sealed class EventTypes
{
    private readonly Dictionary<string, EventType> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, EventType> _byType = [];

    internal IReadOnlyDictionary<string, EventType> ByName => _byName;

    internal IReadOnlyDictionary<Type, EventType> ByType => _byType;

    /// <summary>Registers a type under a stored name.</summary>
    /// <param name="name">The stored name, 1 to 200 characters; never change it, but see <see cref="EventTypeOptions.FormerName"/>.</param>
    /// <param name="json">How the type is written as JSON, from a source-generated context.</param>
    /// <param name="configure">Former names and upcasters; none by default.</param>
    /// <exception cref="ArgumentException">The name or the type is registered already.</exception>
    public EventTypes Add<TEvent>(string name, JsonTypeInfo<TEvent> json, Action<EventTypeOptions>? configure = null)
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(json);
        var options = new EventTypeOptions();
        configure?.Invoke(options);
        var type = new EventType(name, typeof(TEvent), json, [.. options.Upcasters]);
        foreach (var each in (string[])[name, .. options.FormerNames]) Claim(each, type);
        if (!_byType.TryAdd(type.ClrType, type))
            throw new ArgumentException($"{type.ClrType} is registered twice, as '{_byType[type.ClrType].Name}' and as '{name}'. Use FormerName for a name it once had.", nameof(name));
        return this;
    }

    private void Claim(string name, EventType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 200, nameof(name));
        if (!_byName.TryAdd(name, type))
            throw new ArgumentException($"The stored name '{name}' is claimed by both {_byName[name].ClrType} and {type.ClrType}. Give one of them another name.", nameof(name));
    }
}
