namespace SmartCampus.Benchmarks.Events;

/// <summary>What the events are folded into. Its sums depend on every event and on their order, so that no system can leave work out.</summary>
internal sealed record SeatCount
{
    public static SeatCount Empty { get; } = new();

    public long Taken { get; init; }

    public long FeeCents { get; init; }

    public DateTimeOffset Latest { get; init; }

    /// <summary>A sum in which the place of an event counts.</summary>
    public ulong Order { get; init; }

    public SeatCount Apply(SeatTaken taken) => new()
    {
        Taken = Taken + 1,
        FeeCents = FeeCents + taken.FeeCents,
        Latest = taken.At > Latest ? taken.At : Latest,
        Order = unchecked((Order * 31) + (ulong)taken.Number + ((ulong)taken.Client << 32)),
    };
}
