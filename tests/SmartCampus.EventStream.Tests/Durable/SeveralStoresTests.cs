using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>Consumers of one group, each with a store of its own over the same file, as in processes of their own.</summary>
public sealed class SeveralStoresTests : DurableTest<SqliteStore>
{
    [Fact]
    public async Task The_second_takes_over_when_the_first_was_killed_and_knows_its_parked_streams() // ST8
    {
        await using var other = Store.Again();
        var (ada, bob) = (NewProcess(), NewProcess(other));
        ada.OnHandle = (envelope, _) => envelope.Stream.Value == "a" ? throw new InvalidOperationException("Poison.") : ValueTask.CompletedTask;
        var once = Calm;
        once.MaxAttempts = 1;
        ada.Start(once);
        await Store.AppendAsync("a", 1);
        await ada.Subscription.WaitForAsync(await Store.AppendAsync("b", 2), Cancellation);
        bob.Start(once);
        await PassTimeUntilAsync(() => new(bob.Status.State == DurableSubscriptionState.WaitingForClaim));
        ada.Kill();
        Store.Time.Advance(once.ClaimDuration);

        await Store.AppendAsync("a", 3);
        await PassTimeUntilAsync(bob.Subscription.WaitForAsync(await Store.AppendAsync("b", 4), Cancellation));

        Assert.Contains(4, bob.Numbers);
        Assert.Equal([(1L, 1), (3L, 0)], (await ReadLettersAsync()).Select(letter => (letter.Position.Value, letter.Attempts)));
        Assert.Equal(1, bob.Status.ParkedStreams);
        await bob.StopAsync();
    }

    [Fact]
    public async Task A_retry_is_asked_for_beside_the_active_consumer() // ST8
    {
        await using var other = Store.Again();
        var isPoison = true;
        var ada = NewProcess();
        ada.OnHandle = (_, _) => isPoison ? throw new InvalidOperationException("Poison.") : ValueTask.CompletedTask;
        var once = Calm;
        once.MaxAttempts = 1;
        ada.Start(once);
        await ada.Subscription.WaitForAsync(await Store.AppendAsync("a", 1, 2), Cancellation);
        isPoison = false;

        Assert.True(await new DeadLetters(other.Checkpoints, other.Letters, Group, other.Time).RetryAsync(new StreamId("a"), Cancellation));
        await PassTimeUntilAsync(() => new(ada.Status.ParkedStreams == 0));

        Assert.Equal([1, 2], ada.Numbers);
    }
}
