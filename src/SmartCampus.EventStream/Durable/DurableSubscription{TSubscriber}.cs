using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Hands the events of a store to a subscriber: at least once, in the order of each stream, from a checkpoint on.</summary>
/// <remarks>
/// <code>
/// var subscription = new DurableSubscription&lt;Timetables&gt;(store, store, store, "scheduler", timetables);
/// await subscription.RunAsync(stoppingToken);
/// </code>
/// <list type="number">
/// <item>Every event of <see cref="IDurableSubscriber.EventTypes"/> is handled at least once or put aside; nothing is skipped between what was stored before and what comes live.</item>
/// <item>The checkpoint never passes an event whose effect is not there: after a crash events come again, none is lost.</item>
/// <item>One consumer of a group is active, over all processes. One that cannot renew its claim cancels its handlers before the claim can be given to another;
/// the store refuses checkpoints and letters of a stale one.</item>
/// <item>An event that fails is tried again with growing delays, then put aside, and its stream is parked: later events of the stream follow it, in order, whoever
/// consumes. The other streams go on. See <see cref="DurableSubscription.DeadLetters"/>.</item>
/// </list>
/// Why not exactly once: the effect and the checkpoint are in two places, and no order of writing them is safe against a crash between the two. Make the effect idempotent.
/// </remarks>
/// <typeparam name="TSubscriber">Handles the events.</typeparam>
public sealed class DurableSubscription<TSubscriber> : DurableSubscription
    where TSubscriber : class, IDurableSubscriber
{
    /// <summary>Makes a subscription that does not run yet.</summary>
    /// <param name="store">The store to follow.</param>
    /// <param name="checkpoints">Keeps the group's checkpoint and claim; the same store as a rule.</param>
    /// <param name="deadLetters">Keeps what is put aside; the same store as a rule.</param>
    /// <param name="group">The consumer group, 1 to 190 characters: the same in every process that shares the work.</param>
    /// <param name="subscriber">Handles the events.</param>
    /// <param name="options">How it works; all defaults when left out.</param>
    /// <param name="time">The system's clock by default.</param>
    /// <param name="logger">Takes what happens; nobody by default.</param>
    /// <param name="meters">Gives the meter "SmartCampus.EventStream"; one of the process by default.</param>
    /// <exception cref="ArgumentException">The group's name or an option is out of range, or no registered type is one of <see cref="IDurableSubscriber.EventTypes"/>.</exception>
    public DurableSubscription(
        IEventStore store, ICheckpointStore checkpoints, IDeadLetterStore deadLetters, string group, TSubscriber subscriber,
        DurableSubscriptionOptions? options = null, TimeProvider? time = null, ILogger<DurableSubscription>? logger = null, IMeterFactory? meters = null)
        : base(new SubscriptionContext(store, checkpoints, deadLetters, group, subscriber, TSubscriber.EventTypes, options, time, logger, meters))
    {
    }
}
