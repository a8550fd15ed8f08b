namespace SmartCampus.Events;

/// <summary>The versions that a page shall hold, both ends included; empty when <paramref name="Low"/> is above <paramref name="High"/>.</summary>
internal readonly record struct VersionRange(long Low, long High)
{
    public long Count => Math.Max(0, High - Low + 1);

    public static VersionRange Of(in StreamState state, StreamReadOptions options)
    {
        if (options.Direction == ReadDirection.Forward)
        {
            var low = Math.Max(options.From?.Value ?? 1, state.FirstReadable);
            return new VersionRange(Math.Min(low, state.Head + 1), low > state.Head ? state.Head : Math.Min(state.Head, low + options.MaxCount - 1));
        }
        var high = Math.Min(options.From?.Value ?? state.Head, state.Head);
        return new VersionRange(Math.Max(state.FirstReadable, high - options.MaxCount + 1), high);
    }
}
