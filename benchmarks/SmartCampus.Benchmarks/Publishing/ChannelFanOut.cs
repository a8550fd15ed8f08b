using System.Threading.Channels;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>An unbounded channel and a loop for each subscriber: what independent subscribers cost at the least.</summary>
internal sealed class ChannelFanOut(Arrivals arrivals) : IPublishSystem
{
    private readonly List<Task> _loops = [];
    private Channel<Ping>[] _channels = [];

    public string Name => "channel per subscriber";

    public Role Role => Role.Limit;

    public void Subscribe(IReadOnlyList<Listener> listeners)
    {
        _channels = [.. listeners.Select(_ => Channel.CreateUnbounded<Ping>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }))];
        foreach (var (channel, listener) in _channels.Zip(listeners)) _loops.Add(Task.Run(() => HearAsync(channel.Reader, listener)));
    }

    public ValueTask PublishAsync(Ping ping, int times)
    {
        arrivals.Expect(times, _channels.Length);
        for (var i = 0; i < times; i++)
            foreach (var channel in _channels) channel.Writer.TryWrite(ping);
        return arrivals.AllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels) channel.Writer.Complete();
        await Task.WhenAll(_loops);
    }

    private static async Task HearAsync(ChannelReader<Ping> reader, Listener listener)
    {
        while (await reader.WaitToReadAsync())
            while (reader.TryRead(out var ping)) listener.HearApart(ping);
    }
}
