using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>A publisher with subscribers in the same process.</summary>
internal interface IPublishSystem : IAsyncDisposable
{
    string Name { get; }

    Role Role { get; }

    void Subscribe(IReadOnlyList<Listener> listeners);

    /// <summary>Publishes the same object so many times, and waits until every subscriber has heard it as often.</summary>
    ValueTask PublishAsync(Ping ping, int times);
}
