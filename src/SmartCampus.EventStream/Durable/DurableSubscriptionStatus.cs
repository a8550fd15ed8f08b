using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>How a durable subscription is, at one moment.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Position">Everything up to here was handled or put aside, by whichever consumer of the group.</param>
/// <param name="HeadPosition">The end of the store as far as this consumer knows; at most some seconds old.</param>
/// <param name="Owner">Who this consumer is, for people.</param>
/// <param name="Epoch">The epoch of its claim; 0 while it has none.</param>
/// <param name="Failures">How many calls of the subscriber have failed since the process began.</param>
/// <param name="ParkedStreams">How many streams are parked behind an event that was put aside; 0 while it has no claim.</param>
/// <param name="LastError">What went wrong last; null when nothing did, or when things go well again.</param>
public sealed record DurableSubscriptionStatus(
    string Group, DurableSubscriptionState State, GlobalPosition Position, GlobalPosition HeadPosition,
    string Owner, long Epoch, long Failures, int ParkedStreams, Exception? LastError)
{
    /// <summary>How many positions lie between the consumer and the end of the store; 0 or more, and not all of them need be events.</summary>
    public long Lag => Math.Max(0, HeadPosition.Value - Position.Value);
}
