namespace SmartCampus.Streams;

/// <summary>What a subscription has done so far. While it works, the numbers may be of slightly different moments.</summary>
/// <param name="State">Whether it receives events.</param>
/// <param name="Waiting">How many events wait for the handler, those of a replay included; the one being handled is not.</param>
/// <param name="Handled">How many events were handled, dead letters that were delivered again included.</param>
/// <param name="FailedAttempts">How many calls of the handler have failed.</param>
/// <param name="Retries">How many calls were made because the one before had failed.</param>
/// <param name="DeadLettered">How many events went to the dead letters.</param>
/// <param name="Skipped">How many events were given up after their last attempt, by <see cref="WhenFailing.Skip"/> or <see cref="WhenFailing.Stop"/>.</param>
/// <param name="Dropped">How many events found the buffer full and were dropped, or pushed out by later ones.</param>
/// <param name="Abandoned">How many events were left when the subscription ended.</param>
/// <param name="Failure">What made the subscription end; null unless <see cref="State"/> is <see cref="SubscriptionState.Failed"/>.</param>
public sealed record SubscriptionStatus(
    SubscriptionState State, long Waiting, long Handled, long FailedAttempts, long Retries, long DeadLettered, long Skipped, long Dropped, long Abandoned, Exception? Failure);
