namespace SmartCampus.Streams;

/// <summary>An accepted event on its way to a handler.</summary>
internal readonly record struct Entry(object Event, long Position, long Time, EntryContext? Context)
{
    public DateTimeOffset PublishedAt => new(Time, TimeSpan.Zero);
}
