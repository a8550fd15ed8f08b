using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>An event stream with its default options and handlers that run in the publisher's call.</summary>
internal sealed class OurInlinePublish : IPublishSystem
{
    private readonly EventStream _stream = new("benchmark");

    public string Name => "SmartCampus inline";

    public Role Role => Role.Ours;

    public void Subscribe(IReadOnlyList<Listener> listeners)
    {
        foreach (var listener in listeners) _stream.SubscribeInline<Ping>(listener.Hear);
    }

    public async ValueTask PublishAsync(Ping ping, int times)
    {
        for (var i = 0; i < times; i++) await _stream.PublishAsync(ping);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
