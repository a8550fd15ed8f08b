using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SmartCampus.Streams;

/// <summary>Delivers events to subscribers within the process, in the order in which they were published.</summary>
/// <remarks>
/// <list type="number">
/// <item>A subscription receives the events of its type, of derived types and of implementing types, each once, in the order of their positions and one at a time.</item>
/// <item>Each subscription has a buffer and a loop of its own: one that is slow, hangs or throws holds up no other. What happens when its buffer is full or its
/// handler fails is in its <see cref="SubscriptionOptions"/>; whatever is not handled is counted, in <see cref="EventSubscription.Status"/> and in the instruments.</item>
/// <item>An event is accepted for all of its subscriptions or for none.</item>
/// <item>A handler may publish to its own stream. It never waits for room, because it might wait for itself: there is as much room again for handlers, and when that
/// is used up, its publication fails with <see cref="EventStreamFullException"/>.</item>
/// <item>The last events are kept. A subscription or reader may begin with a kept event, and goes on with new ones without a gap or a duplicate.</item>
/// </list>
/// All members are safe for use by several threads.
/// </remarks>
public sealed partial class EventStream : IAsyncDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string TelemetryName = "SmartCampus.EventStream";

    private readonly Lock _gate = new();
    private readonly EventStreamOptions _options;
    private readonly EventHistory _history;
    private readonly InlineDeliveries _inline;
    private readonly AsyncLocal<bool> _isInHandler = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private readonly Dictionary<Type, Route> _routes = [];
    private Route? _lastRoute;

    /// <summary>Makes a stream that has no events yet.</summary>
    /// <param name="name">The name in metrics, activities and logs.</param>
    /// <param name="options">How much it keeps; null (default) for the defaults.</param>
    /// <param name="time">The clock for times, delays and deadlines; null (default) for the system's.</param>
    /// <param name="meters">Makes the meter; null (default) for one that lives as long as the stream.</param>
    /// <param name="log">Takes failures of handlers; null (default) for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public EventStream(string name, EventStreamOptions? options = null, TimeProvider? time = null, IMeterFactory? meters = null, ILogger<EventStream>? log = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, _options, Time, Log) = (name, (options ?? new()).Validated(), time ?? TimeProvider.System, new GuardedLog(log ?? NullLogger<EventStream>.Instance));
        _history = new EventHistory(name, _options.HistorySize, new CoarseClock(Time));
        _inline = new InlineDeliveries(_gate);
        Telemetry = new StreamTelemetry(name, meters, () => Subscriptions.Select(s => new Measurement<long>(s.Waiting, new KeyValuePair<string, object?>("subscription", s.Name))), () => DeadLetters!.Count);
        DeadLetters = new StreamDeadLetters(this, _options.DeadLetterCapacity);
    }

    /// <summary>The stream's name.</summary>
    public string Name { get; }

    /// <summary>The position of the last event; 0 when there was none.</summary>
    public long Head
    {
        get
        {
            lock (_gate) return _history.Head;
        }
    }

    /// <summary>The subscriptions that receive events now, oldest first.</summary>
    public IReadOnlyList<EventSubscription> Subscriptions
    {
        get
        {
            lock (_gate) return [.. _subscriptions];
        }
    }

    /// <summary>The events that handlers have failed to handle.</summary>
    public StreamDeadLetters DeadLetters { get; }

    internal TimeSpan DrainTimeout => _options.DrainTimeout;

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal StreamTelemetry Telemetry { get; }

    internal bool IsInHandler => _isInHandler.Value || _inline.IsInHandler;

    internal void EnterHandler() => _isInHandler.Value = true;

    internal Tally NewTally(string subscription) => new(Telemetry, Time, subscription);

    private Route RouteOf(Type eventType)
    {
        if (_lastRoute?.EventType == eventType) return _lastRoute;
        if (!_routes.TryGetValue(eventType, out var route)) _routes.Add(eventType, route = new Route(eventType, _subscriptions));
        return _lastRoute = route;
    }

    /// <summary>Forgets who receives what, because somebody has subscribed or left.</summary>
    private void ForgetRoutes()
    {
        _routes.Clear();
        _lastRoute = null;
    }
}
