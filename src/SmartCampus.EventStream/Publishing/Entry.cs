using System.Runtime.CompilerServices;

namespace SmartCampus.Streams;

/// <summary>An accepted event on its way to a handler.</summary>
internal readonly record struct Entry(object Event, long Position, long Time, EntryContext? Context)
{
    /// <summary>The event, for a subscription to which it was routed by its type: no need to ask for it again with each delivery.</summary>
    public TEvent EventAs<TEvent>()
    {
        if (typeof(TEvent).IsValueType) return (TEvent)Event;
        var @event = Event;
        return Unsafe.As<object, TEvent>(ref @event);
    }

    public DateTimeOffset PublishedAt => new(Time, TimeSpan.Zero);
}
