using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>What a store holds before it is read: streams, and the order in which their events were appended.</summary>
/// <param name="order">For each event, in the order of the store, the number of its stream; runs of one stream are appended together.</param>
internal sealed class History(IReadOnlyList<int> order)
{
    private readonly SectionStream[] _streams = [.. Enumerable.Range(0, order.Max() + 1).Select(_ => new SectionStream())];

    /// <summary>The stream with a number.</summary>
    public SectionStream this[int stream] => _streams[stream];

    public int Count => order.Count;

    /// <summary>Streams that lie in one piece each.</summary>
    /// <param name="counts">How many events each stream has.</param>
    public static History InPieces(IEnumerable<int> counts) => new([.. counts.SelectMany((count, stream) => Enumerable.Repeat(stream, count))]);

    /// <summary>
    /// A hundred streams that grew at the same time. Every twentieth event is one of stream 0, every two hundredth one of stream 1, so that each
    /// lies on a page of its own.
    /// </summary>
    /// <param name="longest">How many events stream 0 has.</param>
    public static History Scattered(int longest) => new([.. Enumerable.Range(0, longest * 20).Select(at => at % 20 == 0 ? 0 : at % 200 == 1 ? 1 : 2 + (at % 98))]);

    /// <summary>The events in the order of the store: the stream, the version, and the event.</summary>
    public IEnumerable<(SectionStream Stream, long Version, SeatTaken Taken)> Events()
    {
        var versions = new long[_streams.Length];
        foreach (var stream in order)
        {
            var number = versions[stream]++;
            yield return (_streams[stream], number + 1, SeatTaken.Sample(stream, number));
        }
    }

    /// <summary>The events in the order of the store, those of a stream that follow one another together, at most 1,000.</summary>
    public IEnumerable<(SectionStream Stream, IReadOnlyList<SeatTaken> Run)> Runs()
    {
        var run = new List<SeatTaken>();
        SectionStream? of = null;
        foreach (var (stream, _, taken) in Events())
        {
            if (of is not null && (stream != of || run.Count == 1_000))
            {
                yield return (of, run);
                run = [];
            }
            of = stream;
            run.Add(taken);
        }
        if (of is not null) yield return (of, run);
    }

    /// <summary>What reading a stream must give; everything when it is null.</summary>
    public SeatCount Expect(SectionStream? stream) =>
        Events().Where(e => stream is null || e.Stream == stream).Aggregate(SeatCount.Empty, (count, e) => count.Apply(e.Taken));
}
