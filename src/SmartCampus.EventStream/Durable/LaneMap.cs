using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Which lane handles which stream; the same one as long as a claim lasts.</summary>
internal sealed class LaneMap(Lane[] lanes)
{
    public IReadOnlyList<Lane> All => lanes;

    public Lane Of(StreamId stream) => lanes[NumberOf(stream)];

    /// <summary>Hands the events of a page to their lanes.</summary>
    public void Post(PageInHand page)
    {
        if (page.Events.Count == 0) return;
        if (lanes.Length == 1)
        {
            lanes[0].Post(page, part: null);
            return;
        }
        var parts = new List<int>?[lanes.Length];
        for (var i = 0; i < page.Events.Count; i++) (parts[NumberOf(page.Events[i].Stream)] ??= []).Add(i);
        for (var lane = 0; lane < lanes.Length; lane++)
            if (parts[lane] is { } part) lanes[lane].Post(page, part);
    }

    private int NumberOf(StreamId stream) => lanes.Length == 1 ? 0 : (int)((uint)stream.GetHashCode() % lanes.Length);
}
