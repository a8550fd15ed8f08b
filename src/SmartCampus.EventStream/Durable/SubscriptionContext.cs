using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>What the parts of one subscription share.</summary>
internal sealed partial class SubscriptionContext
{
    private readonly ILogger _logger;

    public SubscriptionContext(
        IEventStore store, ICheckpointStore checkpoints, IDeadLetterStore deadLetters, string group, IDurableSubscriber subscriber, IReadOnlyCollection<Type> eventTypes,
        DurableSubscriptionOptions? options, TimeProvider? time, ILogger? logger, IMeterFactory? meters)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(subscriber);
        Options = options ?? new DurableSubscriptionOptions();
        Options.Check();
        Time = time ?? TimeProvider.System;
        Letters = new DeadLetters(checkpoints, deadLetters, group, Time);
        (Store, Checkpoints, LetterStore, _logger) = (store, checkpoints, deadLetters, new GuardedLog(logger ?? NullLogger.Instance));
        Subscriber = subscriber;
        Filter = FilterOf(store, group, eventTypes);
        Monitor = new SubscriptionMonitor(group, Options.Owner);
        Metrics = new SubscriptionMetrics(SubscriptionInstruments.Of(meters), group, Monitor, Time);
    }

    public IEventStore Store { get; }

    public ICheckpointStore Checkpoints { get; }

    public IDeadLetterStore LetterStore { get; }

    public DeadLetters Letters { get; }

    public string Group => Letters.Group;

    public IDurableSubscriber Subscriber { get; }

    /// <summary>Null when everything is wanted.</summary>
    public EventFilter? Filter { get; }

    public DurableSubscriptionOptions Options { get; }

    public TimeProvider Time { get; }

    public SubscriptionMonitor Monitor { get; }

    public SubscriptionMetrics Metrics { get; }

    /// <summary>Shows what stops the subscription for a while.</summary>
    public void Failed(Exception error)
    {
        Monitor.Failed(error);
        LogFailed(error, Group);
    }

    /// <summary>Shows an error of the store that the subscription goes on in spite of.</summary>
    public void StoreFailed(EventStoreUnavailableException error)
    {
        Monitor.StoreFailed(error);
        LogFailed(error, Group);
    }

    /// <summary>Shows a call of the subscriber that failed.</summary>
    public void HandlerFailed(EventEnvelope envelope, int attempt, Exception error)
    {
        Monitor.HandlerFailed(error);
        Metrics.Failed();
        LogHandlerFailed(error, Group, attempt, envelope);
    }

    /// <summary>Shows an event that was put aside.</summary>
    public void PutAside(DeadLetter letter)
    {
        Metrics.PutAside();
        LogPutAside(Group, letter.EventType, letter.Stream, letter.Position, letter.Attempts, letter.Reason);
    }

    /// <summary>Shows that the claim was lost.</summary>
    public void ClaimLost(CheckpointClaim claim)
    {
        Metrics.ClaimLost();
        LogClaimLost(Group, claim.Epoch);
    }

    private static EventFilter? FilterOf(IEventStore store, string group, IReadOnlyCollection<Type> eventTypes)
    {
        if (eventTypes.Contains(typeof(object))) return null;
        var names = eventTypes.SelectMany(store.Serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal);
        if (names.Count == 0) throw new ArgumentException($"The subscriber of '{group}' names no event type that is registered with the store: nothing would ever come.", nameof(eventTypes));
        return new EventFilter { EventTypes = names };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The subscription of {Group} has failed and tries again")]
    private partial void LogFailed(Exception error, string group);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Group} has failed for the {Attempt}. time to handle {Envelope}")]
    private partial void LogHandlerFailed(Exception error, string group, int attempt, EventEnvelope envelope);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Group} has put aside {EventType} of stream {Stream} at position {Position} after {Attempts} attempts: {Reason}")]
    private partial void LogPutAside(string group, string eventType, StreamId stream, GlobalPosition position, int attempts, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Group} has lost its claim with epoch {Epoch}")]
    private partial void LogClaimLost(string group, long epoch);
}
