using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>An event stream with its default options: each subscriber has a buffer and a loop of its own.</summary>
internal sealed class OurBufferedPublish(Arrivals arrivals) : IPublishSystem
{
    private readonly EventStream _stream = new("benchmark");
    private int _subscribers;

    public string Name => "SmartCampus independent";

    public Role Role => Role.Ours;

    public void Subscribe(IReadOnlyList<Listener> listeners)
    {
        _subscribers = listeners.Count;
        foreach (var listener in listeners)
        {
            _stream.Subscribe<Ping>((ping, _) =>
            {
                listener.HearApart(ping);
                return ValueTask.CompletedTask;
            });
        }
    }

    public async ValueTask PublishAsync(Ping ping, int times)
    {
        arrivals.Expect(times, _subscribers);
        for (var i = 0; i < times; i++) await _stream.PublishAsync(ping);
        await arrivals.AllAsync();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
