namespace SmartCampus.Events.Worker;

/// <summary>
/// What a client appends: told by three numbers, the same in every process, so that whoever audits the file knows what belongs into it.
/// </summary>
/// <param name="Seed">The run's.</param>
/// <param name="Client">The client in its process.</param>
/// <param name="Number">The client's how-manieth append it is.</param>
public readonly record struct PlannedAppend(int Seed, int Client, int Number)
{
    private const int SharedStreams = 12;

    /// <summary>The streams, one to three of them: mostly those that all clients share.</summary>
    public IReadOnlyList<StreamId> Streams
    {
        get
        {
            var random = Random();
            var streams = new List<StreamId> { random.Next(3) == 0 ? new StreamId($"own-{Client}") : Shared(random) };
            for (var more = Math.Max(0, random.Next(6) - 3); more > 0; more--)
            {
                if (Shared(random) is var stream && !streams.Contains(stream)) streams.Add(stream);
            }
            return streams;
        }
    }

    /// <summary>Makes the request.</summary>
    /// <param name="id">The commit's.</param>
    /// <param name="heads">The version that each of <see cref="Streams"/> is expected at.</param>
    public AppendRequest Request(CommitId id, IReadOnlyList<long> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var (random, who) = (Random(), FormattableString.Invariant($"{Seed}-{Client}-{Number}"));
        var parts = Streams.Select((stream, i) => new StreamAppend(stream, ExpectedVersion.Exactly(heads[i]), Events(random, who))).ToList();
        return new AppendRequest(parts) { CommitId = id };
    }

    private static StreamId Shared(Random random) => new($"room-{random.Next(SharedStreams)}");

    private static List<EventData> Events(Random random, string who) =>
        [.. Enumerable.Range(0, 1 + random.Next(4)).Select(i => new EventData(i % 2 == 0 ? new SeatTaken(who, i) : new SeatFreed(who)))];

    private Random Random() => new(unchecked(((Seed * 31) + Client) * 1_000_003 + Number));
}
