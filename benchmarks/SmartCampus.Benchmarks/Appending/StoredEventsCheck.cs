using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>
/// Compares what is stored with what was acknowledged: every event once and nothing else, versions without a gap, and each
/// client's events in the order in which it appended them.
/// </summary>
/// <param name="streams">How many streams there are.</param>
/// <param name="acknowledged">How many events of each client were acknowledged; their numbers begin at 0.</param>
internal sealed class StoredEventsCheck(int streams, IReadOnlyList<long> acknowledged)
{
    private readonly long[] _versions = new long[streams];
    private readonly long[] _numbers = new long[acknowledged.Count];

    /// <summary>Takes the next event of a stream.</summary>
    public void Add(int stream, long version, SeatTaken taken)
    {
        if (version != ++_versions[stream]) throw new CheckFailedException($"Version {version} stands where {_versions[stream]} belongs.");
        if (taken.Client < 0 || taken.Client >= _numbers.Length || taken != SeatTaken.Sample(taken.Client, _numbers[taken.Client]))
            throw new CheckFailedException($"Version {version} holds an event that nobody appended there: {taken}");
        _numbers[taken.Client]++;
    }

    /// <summary>Ends the check when all stored events were added.</summary>
    public void Complete()
    {
        for (var client = 0; client < _numbers.Length; client++)
            if (_numbers[client] != acknowledged[client])
                throw new CheckFailedException($"{acknowledged[client]} events of client {client} were acknowledged, {_numbers[client]} are stored.");
    }
}
