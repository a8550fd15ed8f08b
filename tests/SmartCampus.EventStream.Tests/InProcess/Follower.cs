namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>A subscriber that is sometimes slow and sometimes fails at first.</summary>
internal sealed class Follower(int seed, bool seatsOnly) : IEventSubscriber<CampusEvent>
{
    private readonly Random _random = new(seed);

    public bool SeatsOnly => seatsOnly;

    public long First { get; set; }

    public EventSubscription? Subscription { get; set; }

    public List<(long Position, int Number)> Received { get; } = [];

    public async ValueTask HandleAsync(CampusEvent @event, EventContext context, CancellationToken cancellationToken)
    {
        for (var pause = _random.Next(4); pause > 0; pause--) await Task.Yield();
        if (context.Attempt == 1 && _random.Next(10) == 0) throw new InvalidDataException();
        Received.Add((context.Position, @event.Number));
    }
}
